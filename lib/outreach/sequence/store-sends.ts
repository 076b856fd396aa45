import { sql } from "kysely";
import { isAfterRow } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { UnknownSend } from "./schemas";

const UNKNOWN = [
  "claim_id",
  "campaign_id",
  "lead_id",
  "step",
  "to_email",
  "subject",
  "message_id",
  "claimed_at",
  "outcome_detail as detail",
] as const;

/** Workspaces with claims that ran out, or with unknown outcomes that the built-in mailbox can settle. */
export async function selectUnsettledWorkspaces(tx: ServiceTx): Promise<string[]> {
  const now = tx.now().toISOString();
  const rows = await tx.db
    .selectFrom("genesis.sequence_emails as mail")
    .leftJoin("genesis.email_provider_config as account", (join) =>
      join.onRef("account.workspace_id", "=", "mail.workspace_id").onRef("account.mailbox", "=", "mail.mailbox"),
    )
    .select("mail.workspace_id")
    .distinct()
    .where(({ or, and, eb }) =>
      or([
        and([
          eb("mail.status", "=", "claimed"),
          eb("mail.claimed_at", "<", sql<string>`${now}::timestamptz - interval '10 minutes'`),
        ]),
        and([eb("mail.status", "=", "unknown"), eb("account.uses_test_mailbox", "=", true)]),
      ]),
    )
    .execute();
  return rows.map((row) => row.workspace_id);
}

export async function expireClaims(tx: TxCtx): Promise<void> {
  await sql`select private.expire_claims(${tx.workspaceId}::uuid, ${tx.now().toISOString()}::timestamptz)`.execute(
    tx.db,
  );
}

/** Oldest first, after the claim the last page ended with. */
export async function selectUnknownSends(
  tx: TxCtx,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<UnknownSend[]> {
  let rows = tx.db
    .selectFrom("genesis.sequence_emails")
    .select(UNKNOWN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("status", "=", "unknown")
    .orderBy("claimed_at")
    .orderBy("claim_id")
    .limit(limit);
  if (cursor !== undefined) {
    rows = rows.where(
      isAfterRow({
        table: "genesis.sequence_emails",
        workspaceId: tx.workspaceId,
        order: ["claimed_at", "claim_id"],
        cursor: cursor,
      }),
    );
  }
  return (await rows.execute()).map((row) => UnknownSend.parse(row));
}

/** Which mailbox each of these claims left from, by claim. */
export async function selectMailboxesOf(tx: TxCtx, claimIds: readonly string[]): Promise<Map<string, number>> {
  if (claimIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select(["claim_id", "mailbox"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "in", claimIds)
    .execute();
  return new Map(rows.map(({ claim_id, mailbox }) => [claim_id ?? "", mailbox]));
}

const MAX_ATTEMPTS = 5;

/**
 * Compare-and-set from `unknown`; null when it is not unknown any more. Sent counts from the claim; not sent is due again after a
 * pause, unless its attempts are used up or the address was suppressed meanwhile.
 */
export async function settleUnknown(
  tx: TxCtx,
  claimId: string,
  outcome: "sent" | "not_sent",
): Promise<{ send: UnknownSend; status: string } | null> {
  const found = await tx.db
    .selectFrom("genesis.sequence_emails as mail")
    .select([...UNKNOWN, "attempts", "approved_hash", "claimed_hash"])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom("suppressions")
          .select("suppressions.email")
          .where("suppressions.workspace_id", "=", tx.workspaceId)
          .whereRef("suppressions.email", "=", "mail.to_email"),
      ).as("suppressed"),
    )
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "=", claimId)
    .where("status", "=", "unknown")
    .forUpdate("mail")
    .executeTakeFirst();
  if (!found) return null;

  const waiting = found.approved_hash !== null && found.approved_hash === found.claimed_hash ? "approved" : "drafted";
  const again = found.suppressed ? "cancelled" : found.attempts >= MAX_ATTEMPTS ? "failed" : waiting;
  const status = outcome === "sent" ? "sent" : again;
  const pause = new Date(tx.now().getTime() + 2 * found.attempts * 60_000).toISOString();
  const change =
    status === "sent"
      ? { status, sent_at: found.claimed_at, provider_message_id: found.message_id }
      : { status, not_before: pause, ...(status === waiting && { claim_id: null }) };
  await tx.db
    .updateTable("genesis.sequence_emails")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "=", claimId)
    .execute();
  return { send: UnknownSend.parse(found), status };
}

export async function selectLastSent(tx: TxCtx, campaignId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select("sent_at")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId)
    .where("sent_at", "is not", null)
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.sent_at ?? null;
}
