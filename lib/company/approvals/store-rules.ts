import type { TxCtx } from "@/lib/platform/transaction";
import { ActionRule } from "./schemas";

export type KeptRule = { id: string; projectId: string; rule: ActionRule };

export async function putRule(tx: TxCtx, { id, projectId, rule }: KeptRule): Promise<void> {
  const kept = { rule: JSON.stringify(rule) };
  await tx.db
    .insertInto("action_rules")
    .values({ id, workspace_id: tx.workspaceId, project_id: projectId, ...kept })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(kept))
    .execute();
}

export async function deleteRule(tx: TxCtx, id: string): Promise<void> {
  await tx.db.deleteFrom("action_rules").where("workspace_id", "=", tx.workspaceId).where("id", "=", id).execute();
}

/** The oldest first. */
export async function selectRules(tx: TxCtx, projectId: string): Promise<ActionRule[]> {
  const rows = await tx.db
    .selectFrom("action_rules")
    .select("rule")
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(({ rule }) => ActionRule.parse(rule));
}
