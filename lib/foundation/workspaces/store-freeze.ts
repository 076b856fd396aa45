import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

/** Compare-and-set active → frozen; false when it is not active. */
export async function setFrozen(tx: TxCtx, reason: string): Promise<boolean> {
  const row = await tx.db
    .updateTable("workspaces")
    .set({ status: "frozen", frozen_reason: reason, frozen_at: sql<string>`clock_timestamp()` })
    .where("id", "=", tx.workspaceId)
    .where("status", "=", "active")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Of a frozen workspace. */
export async function setClosed(tx: TxCtx): Promise<void> {
  await tx.db
    .updateTable("workspaces")
    .set({ closed_at: tx.now().toISOString() })
    .where("id", "=", tx.workspaceId)
    .where("status", "=", "frozen")
    .execute();
}

export async function isClosed(tx: TxCtx): Promise<boolean> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select("closed_at")
    .where("id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row != null && row.closed_at !== null;
}

/** Compare-and-set frozen → active, with or without its workflows; false when it is not frozen. */
export async function setActive(tx: TxCtx, holdWorkflows: boolean): Promise<boolean> {
  const row = await tx.db
    .updateTable("workspaces")
    .set({ status: "active", frozen_reason: null, frozen_at: null, workflows_held: holdWorkflows })
    .where("id", "=", tx.workspaceId)
    .where("status", "=", "frozen")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function areWorkflowsHeld(tx: TxCtx): Promise<boolean> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select("workflows_held")
    .where("id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row?.workflows_held ?? false;
}

export async function setWorkflowsFree(tx: TxCtx): Promise<void> {
  await tx.db.updateTable("workspaces").set({ workflows_held: false }).where("id", "=", tx.workspaceId).execute();
}
