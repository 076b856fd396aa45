import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findCompute } from "@/lib/operations/machines/find-compute";
import type { ComputeProvider, MachineStatus } from "@/lib/providers/compute/port";
import type { Diagnosis } from "./schemas";
import { selectUndiagnosed, updateDiagnosis, type Undiagnosed } from "./store-diagnoses";

export type Vendors = (ctx: SystemCtx, provider: string) => ComputeProvider | null | Promise<ComputeProvider | null>;

/** A round looks at so many machines, each again after a minute. */
const MANY = 20;
const LOOK_TIMEOUT_MS = 8_000;

/**
 * Looks at silent machines from outside, because silent is not dead: asks the provider, and knocks at the machine's own door. An answer that
 * does not come leaves the diagnosis unknown. Answers how many were looked at.
 */
export async function diagnoseSilent(
  { requestId, db, now }: SystemCtx,
  vendors: Vendors = findCompute,
): Promise<number> {
  // No permission: a sweep by the clock.
  // No event: a machine belongs to no company; the diagnosis stands with it.
  const ctx = { requestId, db, now };
  const machines = await withServiceTransaction(ctx, (tx) => selectUndiagnosed(tx, MANY));
  if (machines.length === 0) return 0;
  const seen = await Promise.all(
    machines.map(async (machine) => ({
      machine,
      diagnosis: await lookAt(machine, await vendors(ctx, machine.provider)),
    })),
  );
  await withServiceTransaction(ctx, async (tx) => {
    for (const { machine, diagnosis } of seen) await updateDiagnosis(tx, machine, diagnosis);
  });
  return machines.length;
}

async function lookAt({ name }: Undiagnosed, vendor: ComputeProvider | null): Promise<Diagnosis> {
  if (!vendor) return "unknown";
  const of = { instanceId: name, signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) };
  const orNull = (error: unknown): null => {
    log().warn({ err: error, machine: name }, "a silent machine could not be looked at");
    return null;
  };
  const [status, answers] = await Promise.all([vendor.inspect(of).catch(orNull), vendor.probe(of).catch(orNull)]);
  return judgeSilence({ status: status ?? "unknown", answers });
}

/** `answers` null: the knock itself failed, which says nothing. */
export function judgeSilence({ status, answers }: { status: MachineStatus; answers: boolean | null }): Diagnosis {
  if (status === "absent") return "gone";
  if (answers === true) return "deaf";
  if (status === "off") return "stopped";
  return status === "active" && answers === false ? "zombie" : "unknown";
}
