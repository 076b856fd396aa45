import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { leftOf, type Leftover } from "@/lib/operations/ignition/left-of";
import { StepState } from "@/lib/operations/ignition/schemas";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectUncleanLaunches } from "./store-workspaces";

export type LeftBehind = {
  workspace_id: string;
  workspace_name: string;
  completed_at: string | null;
  left: Leftover[];
};

/** The workspaces whose last launch ended without being undone whole, the latest first, and what each left; at most 200. */
export async function listLeftBehind(ctx: AdminCtx): Promise<LeftBehind[]> {
  requireAdmin(ctx);
  const rows = await withServiceTransaction(ctx, (tx) => selectUncleanLaunches(tx, 200));
  return rows.map(({ steps, errors, ...launch }) => ({
    ...launch,
    left: leftOf({ steps: StepState.array().parse(steps), rollbackSuccess: false }, new Map(Object.entries(errors))),
  }));
}
