import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Machine } from "./schemas";
import { getMachine } from "./store";

/** A machine that its vendor no longer has; 404 `machine.not_found`, 409 `machine.not_lost` for one in any other state. */
export async function getLostMachine(ctx: SystemCtx, { machineId }: { machineId: string }): Promise<Machine> {
  // No permission: callers decide it.
  // No event: it reads.
  const machine = await withServiceTransaction(ctx, (tx) => getMachine(tx, machineId));
  if (machine.state === "lost") return machine;
  throw new AppError("conflict", `The machine ${machine.name} is not lost: its state is ${machine.state}.`, {
    code: "machine.not_lost",
  });
}
