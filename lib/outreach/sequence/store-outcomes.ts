import { sql } from "kysely";
import { EMAIL_STATES, type OutcomeAnswer } from "@/lib/contracts/engine";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Outcome } from "./judge-outcome";

export type NewOutcome = { claimId: string; outcome: Outcome; providerMessageId: string | null; detail: string | null };
export type RecordedOutcome = {
  campaignId: string;
  campaignName: string;
  status: OutcomeAnswer["status"];
  recorded: boolean;
  serverFailures: number;
  paused: boolean;
  mailbox: number;
  /** By this outcome: nothing more is sent from the mailbox, the others go on. */
  held: boolean;
};

/** Null: not a claim of this workspace. */
export async function callRecordOutcome(tx: TxCtx, of: NewOutcome): Promise<RecordedOutcome | null> {
  const { rows } = await sql<RecordedOutcome>`
    select campaign_id as "campaignId", campaign_name as "campaignName", status, recorded, server_failures as "serverFailures", paused, mailbox, held
    from genesis.record_outcome(${tx.workspaceId}::uuid, ${of.claimId}::uuid, ${of.outcome}, ${of.providerMessageId}, ${of.detail})`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

export type GatewayClaim = {
  status: OutcomeAnswer["status"];
  messageId: string | null;
  response: string | null;
};

/** A claim that the application took over (`genesis.confirm_claim` with `once`); null for any other one. `hold`: until the transaction ends. */
export async function findGatewayClaim(
  tx: TxCtx,
  claimId: string,
  { hold = false } = {},
): Promise<GatewayClaim | null> {
  const row = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select(["status", "message_id", "outcome_detail"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "=", claimId)
    .where("gateway_claim_id", "=", claimId)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return null;
  const status = EMAIL_STATES.find((state) => state === row.status) ?? "unknown";
  return { status, messageId: status === "sent" ? row.message_id : null, response: row.outcome_detail };
}

export type UnreportedOutcome = { claimId: string; event: Record<string, unknown> };

/** Oldest first. */
export async function callUnreportedOutcomes(tx: TxCtx, limit: number): Promise<UnreportedOutcome[]> {
  const { rows } = await sql<UnreportedOutcome>`
    select claim_id as "claimId", event from genesis.unreported_outcomes(${tx.workspaceId}::uuid, ${limit}::int)`.execute(
    tx.db,
  );
  return rows;
}

export async function setReported(tx: TxCtx, claimIds: readonly string[]): Promise<void> {
  await tx.db
    .updateTable("genesis.sequence_emails")
    .set({ reported_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "in", claimIds)
    .where("reported_at", "is", null)
    .execute();
}

/** The new status of each email that had failed for good. */
export async function resetFailed(tx: TxCtx, campaignId: string): Promise<string[]> {
  const { rows } = await sql<{ status: string }>`
    update genesis.sequence_emails e
    set status = private.given_back_status(e), attempts = 0, not_before = null, confirmed_at = null
    where e.workspace_id = ${tx.workspaceId}::uuid and e.campaign_id = ${campaignId}::uuid and e.status = 'failed'
    returning e.status`.execute(tx.db);
  return rows.map(({ status }) => status);
}
