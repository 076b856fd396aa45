import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { redact } from "@/lib/platform/redact";
import type { AuditActor, AuditEntry } from "./schemas";

type Line = AuditEntry & { workspaceId: string | null; actor: AuditActor };

/** The number and the hashes are the trigger's to set. */
export async function insertAuditLine(tx: TxCtx | ServiceTx, line: Line): Promise<void> {
  const { action, target, reason, before, after, workspaceId, actor } = line;
  await tx.db
    .insertInto("governance_audit_log")
    .values({
      workspace_id: workspaceId,
      actor_type: actor.type,
      actor_id: actor.id,
      address: tx.address ?? null,
      action,
      target_type: target?.type ?? null,
      target_id: target?.id ?? null,
      reason: reason ?? null,
      before: before ? JSON.stringify(redact(before)) : null,
      after: after ? JSON.stringify(redact(after)) : null,
      request_id: tx.requestId,
    })
    .execute();
}

export async function isRecorded(tx: ServiceTx, { action }: Pick<AuditEntry, "action">): Promise<boolean> {
  const row = await tx.db
    .selectFrom("governance_audit_log")
    .select("seq")
    .where("request_id", "=", tx.requestId)
    .where("action", "=", action)
    .executeTakeFirst();
  return row !== undefined;
}
