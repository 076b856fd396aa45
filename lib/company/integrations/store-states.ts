import type { TxCtx } from "@/lib/platform/transaction";
import { IntegrationTest, type IntegrationProvider } from "./schemas";

type Of = { projectId: string; provider: IntegrationProvider };
export type StateRow = { provider: string; fallbackForbidden: boolean; test: IntegrationTest | null };

type Stored = {
  provider: string;
  fallback_forbidden: boolean;
  verdict: string | null;
  tested_at: string | null;
  steps: unknown;
};

function toState({ fallback_forbidden: fallbackForbidden, ...row }: Stored): StateRow {
  const test = row.verdict === null ? null : IntegrationTest.parse(row);
  return { provider: row.provider, fallbackForbidden, test };
}

/** A founder's decisions and the last tests, by provider; without a row all is as it begins. */
export async function selectStates(tx: TxCtx, projectId: string): Promise<StateRow[]> {
  const rows = await tx.db
    .selectFrom("project_integration_states")
    .select(["provider", "fallback_forbidden", "verdict", "tested_at", "steps"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .limit(200)
    .execute();
  return rows.map(toState);
}

export async function upsertTest(
  tx: TxCtx,
  { projectId }: Pick<Of, "projectId">,
  test: IntegrationTest,
): Promise<void> {
  const changing = { verdict: test.verdict, tested_at: test.tested_at, steps: JSON.stringify(test.steps) };
  await tx.db
    .insertInto("project_integration_states")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, provider: test.provider, ...changing })
    .onConflict((conflict) => conflict.columns(["project_id", "provider"]).doUpdateSet(changing))
    .execute();
}

/** Another account acts from now on: what was seen of the last one says nothing about it. */
export async function forgetTest(tx: TxCtx, { projectId, provider }: Of): Promise<void> {
  await tx.db
    .updateTable("project_integration_states")
    .set({ verdict: null, tested_at: null, steps: "[]" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("provider", "=", provider)
    .execute();
}

export async function upsertFallback(tx: TxCtx, { projectId, provider }: Of, forbidden: boolean): Promise<void> {
  await tx.db
    .insertInto("project_integration_states")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, provider, fallback_forbidden: forbidden })
    .onConflict((conflict) =>
      conflict.columns(["project_id", "provider"]).doUpdateSet({ fallback_forbidden: forbidden }),
    )
    .execute();
}

/** False when this action was noted before. */
export async function insertUse(tx: TxCtx, { projectId, provider, action }: Of & { action: string }): Promise<boolean> {
  const made = await tx.db
    .insertInto("project_integration_uses")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, provider, action })
    .onConflict((conflict) => conflict.columns(["project_id", "action", "provider"]).doNothing())
    .returning("action")
    .executeTakeFirst();
  return made !== undefined;
}
