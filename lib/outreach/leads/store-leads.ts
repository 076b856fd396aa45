import { sql, type RawBuilder } from "kysely";
import { AppError } from "@/lib/platform/errors";
import { containsPattern } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import { Lead, type LeadFilter, type LeadSort, type LeadState } from "./schemas";

const COLUMNS = sql`
  l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes, l.custom, l.status, l.tags, l.held_for, l.created_at,
  private.suppressed_for(l.workspace_id, l.email) as suppressed_for, private.lead_progress(l.workspace_id, l.id) as progress`;

const emailsOf = (condition: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`exists (
  select from genesis.sequence_emails e where e.workspace_id = l.workspace_id and e.lead_id = l.id and ${condition})`;

const WAITING = sql`e.status not in ('sent', 'bounced', 'failed', 'cancelled', 'rejected')`;
const SENT = sql`e.status = 'sent'`;
const STOPPED = sql`(l.status in ('opted_out', 'bounced', 'complained') or exists (
  select from public.suppressions s where s.workspace_id = l.workspace_id and (s.email = l.email or s.email = any (l.domain_keys))))`;
const OPEN = sql`l.status = 'active' and l.held_for is null and not ${STOPPED}`;

const STATES: Record<LeadState, RawBuilder<unknown>> = {
  not_started: sql`${OPEN} and not ${emailsOf(SENT)}`,
  in_sequence: sql`${OPEN} and ${emailsOf(SENT)} and ${emailsOf(WAITING)}`,
  finished: sql`${OPEN} and ${emailsOf(SENT)} and not ${emailsOf(WAITING)}`,
  replied: sql`l.status = 'replied'`,
  do_not_contact: STOPPED,
  needs_confirmation: sql`l.status = 'active' and l.held_for is not null`,
};

function matching(tx: TxCtx, { q, status, state, tag, list_id, campaign_id }: LeadFilter): RawBuilder<unknown> {
  const words = sql`concat_ws(' ', l.email, l.first_name, l.last_name, l.company, l.title)`;
  const parts = [
    sql`l.workspace_id = ${tx.workspaceId}`,
    ...(q ? [sql`${words} ilike ${containsPattern(q)}`] : []),
    ...(status ? [sql`l.status = ${status}`] : []),
    ...(state ? [STATES[state]] : []),
    ...(tag ? [sql`l.tags @> array[${tag}]`] : []),
    ...(list_id
      ? [
          sql`exists (select from genesis.lead_list_members m
            where m.workspace_id = l.workspace_id and m.list_id = ${list_id} and m.lead_id = l.id)`,
        ]
      : []),
    ...(campaign_id ? [emailsOf(sql`e.campaign_id = ${campaign_id}`)] : []),
  ];
  return sql.join(parts, sql` and `);
}

const NAME = sql`lower(coalesce(nullif(concat_ws(' ', l.first_name, l.last_name), ''), l.email))`;
const MICROSECONDS = sql`(extract(epoch from l.created_at) * 1000000)::bigint`;

type Order = { key: RawBuilder<unknown>; shown: RawBuilder<unknown>; read: (text: string) => RawBuilder<unknown> };
const byTime: Order = {
  key: sql`l.created_at`,
  // A JavaScript date would lose the microseconds.
  shown: MICROSECONDS,
  read: (text) => sql`(timestamptz 'epoch' + ${text}::bigint * interval '1 microsecond')`,
};
const byText = (key: RawBuilder<unknown>): Order => ({ key, shown: key, read: (text) => sql`${text}::text` });

const ORDERS: Record<LeadSort, Order> = {
  newest: byTime,
  oldest: byTime,
  name: byText(NAME),
  company: byText(sql`lower(coalesce(l.company, ''))`),
  email: byText(sql`l.email`),
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
type Place = { key: string; id: string };

function readPlace(cursor: string, sort: LeadSort): Place {
  const [of, id = "", ...key] = Buffer.from(cursor, "base64url").toString().split(":");
  const place = { key: key.join(":"), id };
  const numeric = sort === "newest" || sort === "oldest";
  if (of === sort && ID.test(id) && (!numeric || /^-?\d{1,18}$/.test(place.key))) return place;
  throw new AppError("invalid", "cursor is not one that this list gave out. Start again without it.", {
    code: "cursor.invalid",
    details: { field: "cursor" },
  });
}

const writePlace = (sort: LeadSort, { key, id }: Place): string =>
  Buffer.from(`${sort}:${id}:${key}`).toString("base64url");

export type LeadPage = { data: Lead[]; next_cursor: string | null };

export async function selectLeadPage(
  tx: TxCtx,
  filter: LeadFilter,
  { sort, cursor, limit }: { sort: LeadSort; cursor?: string; limit: number },
): Promise<LeadPage> {
  const { key, shown, read } = ORDERS[sort];
  const place = cursor ? readPlace(cursor, sort) : null;
  const [beyond, direction] = sort === "newest" ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const { rows } = await sql<Lead & { key: string }>`
    select ${COLUMNS}, (${shown})::text as key
    from genesis.leads l
    where ${matching(tx, filter)}
      ${place ? sql`and (${key}, l.id) ${beyond} (${read(place.key)}, ${place.id}::uuid)` : sql``}
    order by ${key} ${direction}, l.id ${direction}
    limit ${limit + 1}`.execute(tx.db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map((row) => Lead.parse(row)), next_cursor: last ? writePlace(sort, last) : null };
}

export async function countMatching(tx: TxCtx, filter: LeadFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from genesis.leads l where ${matching(tx, filter)}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

export async function findLeadRow(tx: TxCtx, leadId: string): Promise<Lead | null> {
  const { rows } = await sql<Lead>`
    select ${COLUMNS} from genesis.leads l where l.workspace_id = ${tx.workspaceId} and l.id = ${leadId}`.execute(
    tx.db,
  );
  return rows[0] ? Lead.parse(rows[0]) : null;
}
