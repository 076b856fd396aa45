import { actorId } from "@/lib/platform/ctx";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { AuditEntry, type AuditActor } from "./schemas";
import { insertAuditLine } from "./store";

/**
 * Writes one line of the governance audit log in the caller's transaction, about its workspace. Call it last in the transaction: from
 * here to the commit, other lines wait.
 */
export async function recordAudit(tx: TxCtx, entry: AuditEntry): Promise<void> {
  const actor = { type: tx.actor.type, id: actorId(tx.actor) };
  await insertAuditLine(tx, { ...AuditEntry.parse(entry), workspaceId: tx.workspaceId, actor });
}

type ServiceAuditEntry = AuditEntry & { actor: AuditActor; workspaceId: string | null; entryId?: string };

/** The same past RLS, for what belongs to no workspace or is seen before one is entered; a line of the same `entryId` is written once. */
export async function recordServiceAudit(
  tx: ServiceTx,
  { actor, workspaceId, entryId, ...entry }: ServiceAuditEntry,
): Promise<void> {
  await insertAuditLine(tx, { ...AuditEntry.parse(entry), workspaceId, actor, entryId });
}
