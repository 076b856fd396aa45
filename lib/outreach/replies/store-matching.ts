import { sql } from "kysely";
import type { SentText } from "@/lib/company/mail/schemas";
import type { TxCtx } from "@/lib/platform/transaction";

export type LeadFound = { id: string; email: string; name: string | null };
export type Answered = {
  messageId: string;
  subject: string;
  campaignId: string | null;
  step: number | null;
  lead: LeadFound;
};

const NAME = sql<string | null>`nullif(trim(concat_ws(' ', l.first_name, l.last_name)), '')`;

/** Our emails and answers with these message ids, each with the lead that it went to. */
export async function selectAnswered(tx: TxCtx, ids: readonly string[]): Promise<Answered[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<Answered, "lead"> & { leadId: string; email: string; name: string | null }>`
    select e.message_id as "messageId", e.subject, e.campaign_id as "campaignId", e.step, l.id as "leadId", l.email, ${NAME} as name
    from genesis.sequence_emails e
    join genesis.leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
    where e.workspace_id = ${tx.workspaceId} and e.message_id = any (${ids}::text[])
    union all
    select a.message_id, a.subject, t.campaign_id, t.step, l.id, l.email, ${NAME}
    from reply_answers a
    join reply_threads t on t.workspace_id = a.workspace_id and t.id = a.thread_id
    join genesis.leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
    where a.workspace_id = ${tx.workspaceId} and a.message_id = any (${ids}::text[])`.execute(tx.db);
  return rows.map(({ leadId, email, name, ...rest }) => ({ ...rest, lead: { id: leadId, email, name } }));
}

export async function selectLead(tx: TxCtx, email: string): Promise<LeadFound | null> {
  const { rows } = await sql<LeadFound>`
    select l.id, l.email, ${NAME} as name from genesis.leads l
    where l.workspace_id = ${tx.workspaceId} and l.email = ${email}`.execute(tx.db);
  return rows[0] ?? null;
}

export type LastSent = { campaignId: string; step: number; messageId: string | null };

/** The newest email that went to a lead, or may have. */
export async function selectLastSent(tx: TxCtx, leadId: string): Promise<LastSent | null> {
  const { rows } = await sql<LastSent>`
    select e.campaign_id as "campaignId", e.step, e.message_id as "messageId"
    from genesis.sequence_emails e
    where e.workspace_id = ${tx.workspaceId} and e.lead_id = ${leadId} and e.claimed_at is not null
      and e.status in ('claimed', 'sent', 'unknown', 'bounced')
    order by coalesce(e.sent_at, e.claimed_at) desc
    limit 1`.execute(tx.db);
  return rows[0] ?? null;
}

/** Everything of ours that a lead's answer may quote: emails with their footer, and earlier answers. */
export async function selectSentTexts(tx: TxCtx, leadId: string): Promise<SentText[]> {
  const { rows } = await sql<SentText>`
    select e.subject, concat_ws(E'\n', e.body, '--', b.company_name, b.postal_address) as text
    from genesis.sequence_emails e
    left join genesis.brand_profiles b on b.workspace_id = e.workspace_id
    where e.workspace_id = ${tx.workspaceId} and e.lead_id = ${leadId} and e.claimed_at is not null
    union all
    select a.subject, a.body
    from reply_answers a
    join reply_threads t on t.workspace_id = a.workspace_id and t.id = a.thread_id
    where a.workspace_id = ${tx.workspaceId} and t.lead_id = ${leadId} and a.status in ('sending', 'sent', 'unknown')
    limit 50`.execute(tx.db);
  return rows;
}

export async function isOwnAddress(tx: TxCtx, email: string): Promise<boolean> {
  const { rows } = await sql`
    select from genesis.brand_profiles b where b.workspace_id = ${tx.workspaceId} and lower(b.sender_email) = ${email}
    union all
    select from genesis.email_provider_config a where a.workspace_id = ${tx.workspaceId} and a.removed_at is null and lower(a.sender_email) = ${email}`.execute(
    tx.db,
  );
  return rows.length > 0;
}

/** The other active leads of a campaign at the same email domain, if the campaign stops a whole company. */
export async function selectColleagues(tx: TxCtx, of: { lead: LeadFound; campaignId: string }): Promise<string[]> {
  const domain = `@${of.lead.email.split("@").at(-1) ?? ""}`;
  const { rows } = await sql<{ id: string }>`
    select l.id
    from campaigns c
    join genesis.leads l on l.workspace_id = c.workspace_id
    where c.workspace_id = ${tx.workspaceId} and c.id = ${of.campaignId} and c.stop_company_on_reply
      and l.status = 'active' and l.id <> ${of.lead.id} and l.domain_keys[1] = ${domain} and exists (
        select from genesis.sequence_emails e
        where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.campaign_id = c.id)
    order by l.id`.execute(tx.db);
  return rows.map(({ id }) => id);
}
