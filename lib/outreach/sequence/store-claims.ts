import { sql } from "kysely";
import type { ClaimedEmail, Reason, WithdrawalReason } from "@/lib/contracts/engine";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Due, SendingDay } from "./spread-due";

type DueEmail = Omit<ClaimedEmail, "reply_to" | "headers"> & {
  list_unsubscribe: string;
  list_unsubscribe_post: string;
  in_reply_to: string | null;
  thread_ids: string | null;
};
export type ClaimDue = {
  campaignId: string;
  step: number;
  limit: number;
  confirms: boolean;
  unsubscribeUrl: string;
  mailbox: number;
};

export async function callClaimDueEmails(tx: TxCtx, claim: ClaimDue): Promise<ClaimedEmail[]> {
  const { campaignId, step, limit, confirms, unsubscribeUrl, mailbox } = claim;
  const { rows } = await sql<DueEmail>`
    select ${COLUMNS}
    from genesis.claim_due_emails(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${step}::int, ${limit}::int, ${confirms}::boolean,
      ${unsubscribeUrl}, ${mailbox}::int)`.execute(tx.db);
  return rows.map(toEmail);
}

/** Keeps each email as its claim handed it out. */
export async function updateSentAs(tx: TxCtx, claims: readonly ClaimedEmail[]): Promise<void> {
  const copies = claims.map(({ claim_id, lead_id: _lead, message_id: _id, ...email }) => ({ claim_id, email }));
  await sql`
    update genesis.sequence_emails e set sent_as = copy.email
    from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as copy (claim_id uuid, email jsonb)
    where e.workspace_id = ${tx.workspaceId} and e.claim_id = copy.claim_id`.execute(tx.db);
}

const COLUMNS = sql`claim_id, lead_id, to_email as "to", to_name, from_email as "from", from_name, subject, text_body as text,
  html_body as html, message_id, list_unsubscribe, list_unsubscribe_post, in_reply_to, thread_ids`;

function toEmail({
  list_unsubscribe,
  list_unsubscribe_post,
  in_reply_to,
  thread_ids,
  ...email
}: DueEmail): ClaimedEmail {
  return {
    ...email,
    reply_to: email.from,
    headers: {
      "List-Unsubscribe": list_unsubscribe,
      "List-Unsubscribe-Post": list_unsubscribe_post,
      ...(in_reply_to !== null && { "In-Reply-To": in_reply_to }),
      ...(thread_ids !== null && { References: thread_ids }),
    },
  };
}

/** A claimed email once more, with its mailbox; null when the claim is not open. */
export async function callOpenClaim(
  tx: TxCtx,
  { claimId, unsubscribeUrl }: { claimId: string; unsubscribeUrl: string },
): Promise<{ email: ClaimedEmail; mailbox: number } | null> {
  const { rows } = await sql<DueEmail & { mailbox: number }>`
    select ${COLUMNS}, mailbox from genesis.open_claim(${tx.workspaceId}::uuid, ${claimId}::uuid, ${unsubscribeUrl})`.execute(
    tx.db,
  );
  if (!rows[0]) return null;
  const { mailbox, ...email } = rows[0];
  return { email: toEmail(email), mailbox };
}

type Explained = { code: Reason["code"] | "next_due"; count: number; until: string | null };

/** Why emails of a step wait, and when the next one is due. */
export async function callExplainDue(
  tx: TxCtx,
  { campaignId, step }: { campaignId: string; step: number },
): Promise<{ reasons: Reason[]; nextDueAt: string | null }> {
  const { rows } = await sql<Explained>`
    select code, count, until from genesis.explain_due(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${step}::int)`.execute(
    tx.db,
  );
  const reasons = rows.flatMap(({ code, count, until }): Reason[] =>
    code === "next_due" ? [] : [{ code, count, ...(until !== null && { until }) }],
  );
  return { reasons, nextDueAt: rows.find(({ code }) => code === "next_due")?.until ?? null };
}

/** Null: not a claim of this workspace. */
export async function callConfirmClaim(
  tx: TxCtx,
  { claimId, once, unsubscribeUrl }: { claimId: string; once: boolean; unsubscribeUrl: string },
): Promise<{ confirmedAt: string; withdrawn: null } | { confirmedAt: null; withdrawn: WithdrawalReason } | null> {
  const { rows } = await sql<
    { confirmedAt: string; withdrawn: null } | { confirmedAt: null; withdrawn: WithdrawalReason }
  >`
    select confirmed_at as "confirmedAt", withdrawn from genesis.confirm_claim(${tx.workspaceId}::uuid, ${claimId}::uuid, ${once}::boolean,
      ${unsubscribeUrl})`.execute(tx.db);
  return rows[0] ?? null;
}

export type Sendable = { emails: number; limitedBy: Reason["code"] };

/** How many emails of a step may be claimed now from all mailboxes, and the limit that says so; null when none may. */
export async function callSendable(
  tx: TxCtx,
  { campaignId, step }: { campaignId: string; step: number },
): Promise<Sendable | null> {
  const { rows } = await sql<Sendable>`
    select emails, limited_by as "limitedBy" from genesis.sendable(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${step}::int)`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** The emails of all active campaigns that become due within so many days, oldest day first. */
export async function callDueByDay(tx: TxCtx, days: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select campaign_id as "campaignId", mailbox, day::text, step, domain, emails, got_today as "gotToday"
    from genesis.due_by_day(${tx.workspaceId}::uuid, ${days}::int)`.execute(tx.db);
  return rows;
}

/** The windows and the limits of the active campaigns and their mailboxes on each of so many days. */
export async function callSendingDays(tx: TxCtx, days: number): Promise<SendingDay[]> {
  const { rows } = await sql<SendingDay>`
    select campaign_id as "campaignId", mailbox, day::text, open_seconds as "openSeconds", left_today as "leftToday", day_limit as "dayLimit",
      account_left_today as "accountLeftToday", account_limit as "accountLimit", ramp_limit as "rampLimit", sent_today as "sentToday",
      gap_seconds as "gapSeconds", domain_limit as "domainLimit"
    from genesis.sending_days(${tx.workspaceId}::uuid, ${days}::int)`.execute(tx.db);
  return rows;
}
