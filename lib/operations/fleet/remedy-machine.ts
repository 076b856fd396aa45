import { findCompute } from "@/lib/operations/machines/find-compute";
import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Intervened } from "@/lib/providers/compute/port";
import type { Vendors } from "./diagnose-silent";
import { findPatient, updateRemedy, type Patient } from "./store-remedies";
import type { Intervention } from "@/lib/providers/compute/port";

type JobCtx = SystemCtx & { signal: AbortSignal };
type Options = { remedyId: string; vendors?: Vendors };

const ORDER_TIMEOUT_MS = 30_000;

/**
 * Carries out a repair that is wanted, once however many workers are told of it. A machine that recovered meanwhile is left alone. The order
 * is not repeated: where the provider's answer is lost, it counts as given, and the machine's own next words tell whether it helped.
 */
export async function remedyMachine(ctx: JobCtx, { remedyId, vendors = findCompute }: Options): Promise<void> {
  // No permission: a job of the fleet's own.
  // No event: a machine belongs to no company; the repair is a row of its own.
  const { requestId, db, now } = ctx;
  const base = { requestId, db, now };
  const patient = await withServiceTransaction(base, async (tx) => {
    const found = await findPatient(tx, remedyId);
    const to = found ? "running" : "dropped";
    const evidence = found ? {} : { evidence: "It recovered before it was tried." };
    return (await updateRemedy(tx, remedyId, { from: "wanted", to, ...evidence })) ? found : null;
  });
  if (!patient) return;
  const { accepted, evidence } = await order(ctx, patient, vendors);
  const to = accepted ? "done" : "refused";
  await withServiceTransaction(base, (tx) => updateRemedy(tx, remedyId, { from: "running", to, evidence }));
}

async function order(ctx: JobCtx, patient: Patient & { step: Intervention }, vendors: Vendors): Promise<Intervened> {
  const { name, provider, step } = patient;
  const vendor = await vendors(ctx, provider);
  if (!vendor) return { accepted: false, evidence: `This installation does not reach the provider ${provider}.` };
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(ORDER_TIMEOUT_MS)]);
  try {
    return await vendor.intervene({ instanceId: name, step, signal });
  } catch (error) {
    log().warn({ err: error, machine: name, step }, "the answer to a repair was lost");
    const words = error instanceof Error ? error.message : String(error);
    return { accepted: true, evidence: `The provider's answer was lost: ${words}` };
  }
}
