import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Facts, PaymentFact } from "./facts";
import { LIMITS } from "./limits";

type Work = Pick<Facts, "approvals" | "unsettled" | "contradicted" | "verified">;

/** Proposals that wait or have an unknown outcome, and the last verdicts of the checker. */
export async function selectWork(tx: TxCtx, { projectId, since }: { projectId: string; since: string }): Promise<Work> {
  const { rows: open } = await sql<{ id: string; title: string; state: string; expires_at: string }>`
    select id, title, state, expires_at from approvals
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and state in ('pending', 'revised', 'unknown')
    order by expires_at, id
    limit 50`.execute(tx.db);
  const { rows: checked } = await sql<{
    id: string;
    title: string;
    verdict: string;
    approval_id: string | null;
    checked_at: string;
  }>`
    select id, title, verdict, approval_id, checked_at from receipts
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and verdict in ('verified', 'contradicted')
      and created_at >= ${since} and checked_at is not null
    order by created_at desc, id
    limit ${LIMITS.checks}`.execute(tx.db);
  return {
    approvals: open
      .filter(({ state }) => state !== "unknown")
      .map(({ id, title, expires_at }) => ({ id, title, expiresAt: expires_at })),
    unsettled: open.filter(({ state }) => state === "unknown").map(({ id, title }) => ({ id, title })),
    contradicted: checked
      .filter(({ verdict }) => verdict === "contradicted")
      .map(({ id, title, approval_id }) => ({ id, title, approvalId: approval_id })),
    verified: checked
      .filter(({ verdict }) => verdict === "verified")
      .map(({ id, title, checked_at }) => ({ id, title, at: checked_at })),
  };
}

/**
 * Conversations whose last word is a person's: those who answered a campaign, and people the company knows who wrote to its own address.
 * An email of a stranger, or one whose sender is not verified, is not among them: anybody can send thousands.
 */
export async function selectWaiting(
  tx: TxCtx,
  { projectId, since }: { projectId: string; since: string },
): Promise<{ ref: string; since: string }[]> {
  const { rows } = await sql<{ ref: string; since: string }>`
    (select 'th:' || t.id as ref, t.last_message_at as since
     from reply_threads t
     join campaigns c on c.workspace_id = t.workspace_id and c.id = t.campaign_id
     join campaign_groups g on g.workspace_id = c.workspace_id and g.id = c.campaign_group_id
     where t.workspace_id = ${tx.workspaceId} and coalesce(g.project_id, ${projectId}) = ${projectId} and t.last_message_at >= ${since}
       and t.label in ('interested', 'needs_look', 'wrong_person')
       and not exists (
         select from reply_answers a
         where a.workspace_id = t.workspace_id and a.thread_id = t.id and a.status in ('sending', 'sent', 'unknown')
           and a.created_at >= t.last_message_at)
     order by t.last_message_at, t.id
     limit 50)
    union all
    (select 'm:' || t.id, t.last_message_at
     from mail_threads t
     where t.workspace_id = ${tx.workspaceId} and t.project_id = ${projectId} and t.last_message_at >= ${since}
       and t.evidence in ('known_contact') and t.class in ('interested', 'needs_look', 'wrong_person')
       and not exists (
         select from outbound_email_messages o
         where o.workspace_id = t.workspace_id and o.thread_id = t.id and o.created_at >= t.last_message_at)
     order by t.last_message_at, t.id
     limit 50)
    order by since, ref`.execute(tx.db);
  return rows;
}

export type CampaignRow = {
  id: string;
  name: string;
  sends: number;
  replies: number;
  bounces: number;
  complaints: number;
  sendsBefore: number;
  repliesBefore: number;
  sendsLately: number;
  dailyLimit: number | null;
  activeSince: string;
};

/** The active campaigns of a company with their numbers of the last fourteen days. */
export async function selectCampaignNumbers(
  tx: TxCtx,
  { projectId, day }: { projectId: string; day: string },
): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select c.id, c.name, c.daily_limit as "dailyLimit", c.updated_at as "activeSince",
      coalesce(sum(s.sends) filter (where s.day > ${day}::date - 7), 0)::int as sends,
      coalesce(sum(s.replies) filter (where s.day > ${day}::date - 7), 0)::int as replies,
      coalesce(sum(s.bounces) filter (where s.day > ${day}::date - 7), 0)::int as bounces,
      coalesce(sum(s.complaints) filter (where s.day > ${day}::date - 7), 0)::int as complaints,
      coalesce(sum(s.sends) filter (where s.day <= ${day}::date - 7), 0)::int as "sendsBefore",
      coalesce(sum(s.replies) filter (where s.day <= ${day}::date - 7), 0)::int as "repliesBefore",
      coalesce(sum(s.sends) filter (where s.day > ${day}::date - 2), 0)::int as "sendsLately"
    from campaigns c
    join campaign_groups g on g.workspace_id = c.workspace_id and g.id = c.campaign_group_id
      and coalesce(g.project_id, ${projectId}) = ${projectId}
    left join daily_stats s on s.workspace_id = c.workspace_id and s.campaign_id = c.id
      and s.day between ${day}::date - 13 and ${day}::date
    where c.workspace_id = ${tx.workspaceId} and c.status = 'active' and c.deleted_at is null
    group by c.id, c.name, c.daily_limit, c.updated_at
    order by c.id
    limit 50`.execute(tx.db);
  return rows;
}

/** People of the workspace who may still get a first email; counted up to a limit. */
export async function selectPeopleLeft(tx: TxCtx, limit: number): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from (
      select from genesis.leads l
      where l.workspace_id = ${tx.workspaceId} and l.status = 'active' and not exists (
        select from genesis.sequence_emails e
        where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.status in ('claimed', 'sent', 'bounced', 'unknown'))
      limit ${limit}) unwritten`.execute(tx.db);
  return rows[0]?.left ?? 0;
}

/** The troubles and guardrails of the mailboxes of the workspace. */
export async function selectAccounts(tx: TxCtx): Promise<Facts["accounts"][number][]> {
  const { rows } = await sql<{ mailbox: number; trouble: string | null; guardrail: string | null }>`
    select p.mailbox, p.guardrail,
      (select coalesce(k.trouble, k.stage) from genesis.mail_account_checks k
       where k.workspace_id = p.workspace_id and k.mailbox = p.mailbox and k.protocol = 'smtp' and not k.ok) as trouble
    from genesis.mailbox_pacing p
    where p.workspace_id = ${tx.workspaceId}
    order by p.mailbox
    limit 20`.execute(tx.db);
  return rows;
}

type Business = Pick<Facts, "payments" | "website" | "integrations">;
type Payment = PaymentFact & { type: string };

/** Payments, the website's last sign of life, and the last tests of integrations. */
export async function selectBusiness(
  tx: TxCtx,
  { projectId, now }: { projectId: string; now: string },
): Promise<Business> {
  const { rows: payments } = await sql<Payment>`
    (select event_id as id, type, amount_cents as "amountCents", currency, occurred_at as at from project_payment_events
     where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and type = 'payment.failed'
       and occurred_at between ${now}::timestamptz - interval '7 days' and ${now}
     order by occurred_at desc, event_id
     limit 20)
    union all
    (select event_id, type, amount_cents, currency, occurred_at from project_payment_events
     where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and type = 'payment.succeeded'
     order by occurred_at, event_id
     limit 1)`.execute(tx.db);
  const { rows: website } = await sql<{ lastSeenAt: string | null; eventsBefore: number }>`
    select last.at as "lastSeenAt", (
      select coalesce(sum(k.events), 0)::int from project_daily_kpis k
      where k.workspace_id = ${tx.workspaceId} and k.project_id = ${projectId} and k.name = 'pageview'
        and k.day between last.at::date - 14 and last.at::date) as "eventsBefore"
    from (
      select max(occurred_at) as at from project_analytics_events
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and occurred_at <= ${now}) last`.execute(
    tx.db,
  );
  const { rows: integrations } = await sql<{ provider: string; verdict: string }>`
    select provider, verdict from project_integration_states
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and verdict is not null
    order by provider
    limit 20`.execute(tx.db);
  const plain = ({ id, amountCents, currency, at }: Payment): PaymentFact => ({ id, amountCents, currency, at });
  const first = payments.find(({ type }) => type === "payment.succeeded");
  return {
    payments: {
      failed: payments.filter(({ type }) => type === "payment.failed").map(plain),
      first: first ? plain(first) : null,
    },
    website: website[0] ?? { lastSeenAt: null, eventsBefore: 0 },
    integrations,
  };
}

/** The newest line of a company's ledger; 0 without any. */
export async function selectNewestLine(tx: TxCtx, projectId: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from project_events
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
    order by id desc
    limit 1`.execute(tx.db);
  return rows[0]?.id ?? 0;
}

/** Whether anything happened to a company since a line of its ledger, besides what its night shift and its schedule wrote themselves. */
export async function selectHasNews(
  tx: TxCtx,
  { projectId, position }: { projectId: string; position: number },
): Promise<boolean> {
  const { rows } = await sql`
    select from project_events
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and id > ${position}
      and actor_id is distinct from 'night_shift' and event_type !~ '^(nightshift|recommendation|recurring|context)\.'
    limit 1`.execute(tx.db);
  return rows.length > 0;
}

/** The lines about some things, the newest of each kind of line first. */
export async function selectLinesAbout(
  tx: TxCtx,
  { projectId, ids, position }: { projectId: string; ids: readonly string[]; position: number },
): Promise<{ line: number; id: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ line: number; id: string }>`
    select max(e.id) as line, w.id
    from unnest(${[...ids]}::text[]) as w (id)
    cross join lateral (
      select id, event_type from project_events e
      where e.workspace_id = ${tx.workspaceId} and e.project_id = ${projectId} and e.id <= ${position}
        and e.data ? 'links' and (e.data -> 'links') @> jsonb_build_array(jsonb_build_object('id', w.id))
      order by e.id desc
      limit 5) e
    group by w.id, e.event_type
    order by w.id, line`.execute(tx.db);
  return rows;
}
