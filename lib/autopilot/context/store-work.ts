import { sql, type RawBuilder } from "kysely";
import type { Scope } from "./facts";

const MOST = 40;
const minute = (column: string): RawBuilder<string | null> =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"')`;

/** A group without a company belongs to the first one of the workspace, as the workspace's ledger does. */
const isOurs = ({ workspaceId, projectId }: Scope): RawBuilder<boolean> => sql`
  ${projectId}::uuid = coalesce(g.project_id,
    (select f.id from projects f where f.workspace_id = ${workspaceId} order by f.created_at, f.id limit 1))`;

const APPROVAL = sql`a.id, a.action_type as kind, a.state, a.title, a.origin, a.version, a.account_label as account, a.why,
  ${minute("v.composed_at")} as composed, ${minute("a.expires_at")} as deadline, ${minute("a.updated_at")} as at,
  r.id as receipt, r.verdict, r.words, count(*) over ()::int as total`;
const APPROVALS = sql`
  approvals a
  join approval_versions v on v.workspace_id = a.workspace_id and v.approval_id = a.id and v.version = a.version
  left join receipts r on r.workspace_id = a.workspace_id and r.approval_id = a.id`;

/** Proposals that wait, run, ended in doubt or were contradicted: those that need the founder first, the earliest deadline before others. */
export const openApprovals = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select ${APPROVAL} from ${APPROVALS}
  where a.workspace_id = ${workspaceId} and a.project_id = ${projectId}
    and a.state in ('pending', 'revised', 'approved', 'queued', 'executing', 'unknown', 'contradicted', 'failed')
  order by a.state in ('pending', 'revised', 'unknown', 'contradicted') desc, a.expires_at, a.id
  limit ${MOST}`;

/** Actions that were carried out, with the checker's verdict; the newest first. */
export const doneActions = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select ${APPROVAL} from ${APPROVALS}
  where a.workspace_id = ${workspaceId} and a.project_id = ${projectId} and a.state in ('executed', 'verified', 'unverifiable', 'denied')
  order by a.created_at desc, a.id desc
  limit ${MOST}`;

export const openTasks = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select id, state, title, origin, why, ${minute("created_at")} as at, count(*) over ()::int as total from tasks
  where workspace_id = ${workspaceId} and project_id = ${projectId} and state in ('proposed', 'accepted', 'running', 'needs_you')
  order by state = 'needs_you' desc, created_at desc, id desc
  limit ${MOST}`;

export const newestFiles = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select id, name, content_type, size_bytes, ${minute("created_at")} as at, count(*) over ()::int as total from project_assets
  where workspace_id = ${workspaceId} and project_id = ${projectId} and state = 'ready'
  order by created_at desc, id desc
  limit 20`;

export const newestDeployments = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select id, site, status, url, error, ${minute("created_at")} as at, count(*) over ()::int as total from deployments
  where workspace_id = ${workspaceId} and project_id = ${projectId}
  order by created_at desc, id desc
  limit 10`;

export const ownCampaigns = (scope: Scope): RawBuilder<unknown> => sql`
  select c.id, c.name, c.status, c.pause_reason, ${minute("c.created_at")} as at, count(*) over ()::int as total
  from campaigns c
  left join campaign_groups g on g.id = c.campaign_group_id
  where c.workspace_id = ${scope.workspaceId} and ${isOurs(scope)} and c.deleted_at is null and c.status <> 'archived'
  order by c.created_at desc, c.id desc
  limit 20`;

/** Conversations by the company's own address, the newest first, with what is known about the last sender. */
export const ownThreads = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select t.id, t.subject, t.contact_email as contact, t.contact_name as name, t.class, t.evidence, t.excerpt, t.unread,
    t.message_count as messages, ${minute("t.last_message_at")} as at, m.auth, count(*) over ()::int as total
  from mail_threads t
  left join lateral (
    select i.auth from inbound_email_messages i
    where i.workspace_id = t.workspace_id and i.thread_id = t.id order by i.received_at desc, i.id desc limit 1) m on true
  where t.workspace_id = ${workspaceId} and t.project_id = ${projectId}
  order by t.last_message_at desc, t.id desc
  limit ${MOST}`;

/** Answers to the company's campaigns, the newest first. */
export const campaignThreads = (scope: Scope): RawBuilder<unknown> => sql`
  select t.id, t.subject, t.contact_email as contact, t.contact_name as name, t.label as class, t.excerpt, t.unread,
    t.message_count as messages, ${minute("t.last_message_at")} as at, count(*) over ()::int as total
  from reply_threads t
  join campaigns c on c.id = t.campaign_id
  left join campaign_groups g on g.id = c.campaign_group_id
  where t.workspace_id = ${scope.workspaceId} and ${isOurs(scope)}
  order by t.last_message_at desc, t.id desc
  limit ${MOST}`;

/** Memories that the founder confirmed: rules first, then preferences, then facts. */
export const confirmedMemories = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select id, kind, text, trust, rule is not null as enforced, count(*) over ()::int as total from agent_memory
  where workspace_id = ${workspaceId} and project_id = ${projectId} and status = 'active'
  order by array_position(array['rule', 'preference', 'fact'], kind), created_at desc, id desc
  limit 60`;
