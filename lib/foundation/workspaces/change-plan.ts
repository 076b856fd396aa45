import type { TxCtx } from "@/lib/platform/transaction";
import { getWorkspaceRow, lockWorkspace, updateWorkspacePlan } from "./store";
import type { Plan } from "./schemas";

/** Puts the workspace on another plan, in the caller's transaction, which has checked who may; answers the plan from before. */
export async function changePlan(tx: TxCtx, plan: Plan): Promise<Plan> {
  await lockWorkspace(tx);
  const { plan: before } = await getWorkspaceRow(tx);
  if (before !== plan) await updateWorkspacePlan(tx, plan);
  return before;
}
