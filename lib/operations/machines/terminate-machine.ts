import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { runSaga } from "@/lib/platform/saga/run-saga";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findVendor } from "./find-vendor";
import { getMachine, moveMachine } from "./store";
import { TERMINATION_PLAN, TerminationJournal } from "./termination";

type JobCtx = SystemCtx & { signal: AbortSignal };

/**
 * Takes a machine away for good, whatever state it is in, and returns when the vendor has none of it; killed at any point, the next run goes
 * on. Fine when it is terminated already. 422 `compute.unavailable` without the vendor; 503 `machine.not_terminated` with the vendor's reason.
 */
export async function terminateMachine(ctx: JobCtx, { machineId }: { machineId: string }): Promise<void> {
  // No permission: callers decide it; a job goes on with what was decided.
  // No event: the launch or the deletion that gives the machine up tells of it.
  const { requestId, db, now, signal } = ctx;
  const base = { requestId, db, now };
  const vendor = await findVendor(base);
  if (!vendor) {
    throw new AppError("impossible", "A machine cannot be taken away without DIGITALOCEAN_API_TOKEN.", {
      code: "compute.unavailable",
    });
  }
  const machine = await withServiceTransaction(base, async (tx) => {
    await moveMachine(tx, {
      id: machineId,
      from: ["requested", "creating", "handshaking", "ready", "lost"],
      to: "terminating",
    });
    return getMachine(tx, machineId);
  });
  if (machine.state === "terminated") return;
  const saga = { name: "termination", plan: TERMINATION_PLAN };
  await runSaga({ saga, ctx: { signal, vendor, machine }, journal: new TerminationJournal(base, machineId) });
  const { state } = await withServiceTransaction(base, (tx) => getMachine(tx, machineId));
  if (state === "terminated") return;
  throw new AppError("unavailable", `The machine ${machine.name} could not be taken away yet.`, {
    code: "machine.not_terminated",
  });
}
