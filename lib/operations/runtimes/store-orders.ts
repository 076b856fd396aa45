import type { TxCtx } from "@/lib/platform/transaction";
import type { RuntimeOrder, Work } from "./schemas";

type NewOrder = Work & { id: string; epoch: number };

/** Also ends what was handed over for the same work before and was taken by no place, and answers its ids: it is refused from now on. */
export async function insertOrder(
  tx: TxCtx,
  { id, projectId, kind, subjectId, version, epoch }: NewOrder,
): Promise<string[]> {
  const ended = await tx.db
    .updateTable("project_runtime_orders")
    .set({ state: "superseded" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("subject_id", "=", subjectId)
    .where("state", "=", "handed")
    .returning("id")
    .execute();
  await tx.db
    .insertInto("project_runtime_orders")
    .values({ id, workspace_id: tx.workspaceId, project_id: projectId, kind, subject_id: subjectId, version, epoch })
    .execute();
  return ended.map((order) => order.id);
}

/** Takes an order for a place; null when another one has it already, or when the company has none of that id in that epoch. */
export async function takeHanded(
  tx: TxCtx,
  { id, projectId, epoch, state }: { id: string; projectId: string; epoch: number; state: "dedicated" | "shared" },
): Promise<RuntimeOrder | null> {
  const row = await tx.db
    .updateTable("project_runtime_orders")
    .set({ state })
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("id", "=", id)
    .where("epoch", "=", epoch)
    .where("state", "=", "handed")
    .returning(["id", "kind", "subject_id", "version", "epoch"])
    .executeTakeFirst();
  return row ? { ...row, kind: row.kind as RuntimeOrder["kind"] } : null;
}

export async function endOrder(tx: TxCtx, id: string): Promise<void> {
  await tx.db
    .updateTable("project_runtime_orders")
    .set({ ended_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

export async function hasEnded(tx: TxCtx, id: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("project_runtime_orders")
    .select("ended_at")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined && row.ended_at !== null;
}
