import { sql } from "kysely";
import { actorId, onBehalfOf } from "@/lib/platform/ctx";
import { sendPrepared } from "@/lib/platform/prepared";
import { beginsPattern, containsPattern, oneLine } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import type { LedgerEntry, LedgerFilter } from "./schemas";

export type NewEntry = {
  /** Null: it belongs to the workspace, and to no single company of it. */
  projectId: string | null;
  type: string;
  message: string;
  data: unknown;
};

/** One line, as long as the column takes: a name in it was written by a stranger. Half an emoji at the cut could not be stored. */
const sentence = (message: string): string => oneLine(message).slice(0, 1000).toWellFormed();

export async function insertEntry(tx: TxCtx, entry: NewEntry): Promise<void> {
  await tx.db
    .insertInto("project_events")
    .values({
      workspace_id: tx.workspaceId,
      project_id: entry.projectId,
      event_type: entry.type,
      message: sentence(entry.message),
      data: JSON.stringify(entry.data),
      actor_type: tx.actor.type,
      actor_id: actorId(tx.actor),
      on_behalf_of: onBehalfOf(tx.actor),
    })
    .execute();
}

export async function insertEntries(tx: TxCtx, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, message: sentence(entry.message) }));
  await sendPrepared(
    tx.db,
    "insert_entries",
    sql`
    insert into project_events (workspace_id, project_id, event_type, message, data, actor_type, actor_id, on_behalf_of)
    select ${tx.workspaceId}, r."projectId", r.type, r.message, r.data, ${tx.actor.type}, ${actorId(tx.actor)}, ${onBehalfOf(tx.actor)}
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
      "projectId" uuid, type text, message text, data jsonb)) with ordinality as r ("projectId", type, message, data, position)
    order by r.position`,
  );
}

/** The company that each event belongs to; null for those of the whole workspace. */
export async function callHomesOf(tx: TxCtx, events: readonly unknown[]): Promise<(string | null)[]> {
  const { rows } = await sql<{ home: string | null }>`
    select private.home_of_event(${tx.workspaceId}, event) as home
    from jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as given (event, position)
    order by position`.execute(tx.db);
  return rows.map(({ home }) => home);
}

export async function countEntriesSince(
  tx: TxCtx,
  { projectId, since, limit }: { projectId: string; since: string; limit: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from project_events
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and created_at > ${since}
      order by id desc
      limit ${limit}) newest`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/** Of the given lines: those of the company that came later than a moment, by another hand than an agent's, and begin with none of the prefixes. */
export async function countLaterEntries(
  tx: TxCtx,
  { projectId, ids, since, besides }: { projectId: string; ids: readonly number[]; since: string; besides: string[] },
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from project_events
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and id = any(${[...ids]}::bigint[])
      and created_at > ${since} and actor_type <> 'agent' and not event_type ^@ any (${besides}::text[])`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}

const COLUMNS = ["id", "event_type as type", "message", "data", "actor_type", "actor_id", "created_at"] as const;

export async function selectEntries(
  tx: TxCtx,
  query: LedgerFilter & { projectId: string; before?: number; limit: number },
): Promise<LedgerEntry[]> {
  let rows = tx.db
    .selectFrom("project_events")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .where(({ eb }) =>
      query.scope === "workspace" ? eb("project_id", "is", null) : eb("project_id", "=", query.projectId),
    )
    .orderBy("id", "desc")
    .limit(query.limit);
  const types = query.type?.split(",").filter((type) => type !== "") ?? [];
  if (types.length > 0) {
    rows = rows.where(({ or, eb }) =>
      or(
        types.map((type) =>
          type.endsWith(".") ? eb("event_type", "like", beginsPattern(type)) : eb("event_type", "=", type),
        ),
      ),
    );
  }
  if (query.q) rows = rows.where("message", "ilike", containsPattern(query.q));
  if (query.actor)
    rows = rows.where(({ or, eb }) =>
      or([eb("actor_type", "=", query.actor ?? ""), eb("actor_id", "=", query.actor ?? "")]),
    );
  if (query.link)
    rows = rows
      .where(sql<boolean>`data ? 'links'`)
      .where(sql<boolean>`(data -> 'links') @> ${linkTo(query.link)}::jsonb`);
  if (query.from) rows = rows.where("created_at", ">=", `${query.from}T00:00:00Z`);
  if (query.to)
    rows = rows.where("created_at", "<", sql<string>`(${query.to}::date + 1)::timestamp at time zone 'UTC'`);
  if (query.before) rows = rows.where("id", "<", query.before);
  return rows.execute();
}

export async function selectLinked(
  tx: TxCtx,
  { projectId, ids }: { projectId: string; ids: readonly string[] },
): Promise<LedgerEntry[]> {
  const rows = tx.db
    .selectFrom("project_events")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where(sql<boolean>`data ? 'links'`)
    .where(({ or }) => or(ids.map((id) => sql<boolean>`(data -> 'links') @> ${linkTo(id)}::jsonb`)));
  return rows.orderBy("id").limit(200).execute();
}

const linkTo = (id: string): string => JSON.stringify([{ id }]);

export type Followed = { entry: LedgerEntry; position: string };

/** Where a follower starts: just past everything that is already committed. */
export async function selectPosition(tx: TxCtx): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text || ':0' as position`.execute(tx.db);
  return rows[0]?.position ?? "0:0";
}

type After = { projectId: string; position: string };

/**
 * Entries after a position, in commit order. Below `horizon`, or without one below the oldest running transaction of the whole server:
 * no line of a slower transaction is skipped.
 */
export async function selectEntriesAfter(
  tx: TxCtx,
  query: After & { limit: number; horizon?: string },
): Promise<Followed[]> {
  const [xact = "0", id = "0"] = query.position.split(":");
  const horizon = query.horizon ? sql`${query.horizon}::xid8` : sql`pg_snapshot_xmin(pg_current_snapshot())`;
  // An alias of the column's own name would be what `order by` means: text, in which 10 comes before 9.
  const { rows } = await sql<LedgerEntry & { xact: string }>`
    select id, event_type as type, message, data, actor_type, actor_id, created_at, xact_id::text as xact
    from project_events
    where workspace_id = ${tx.workspaceId} and project_id = ${query.projectId}
      and (xact_id, id) > (${xact}::xid8, ${id}::bigint)
      and xact_id < ${horizon}
    order by xact_id, id
    limit ${query.limit}`.execute(tx.db);
  return rows.map(({ xact: number, ...entry }) => ({ entry, position: `${number}:${entry.id}` }));
}

/**
 * Whether anything is committed after a position, also above the oldest running transaction. The order holds the plan to the index:
 * an `exists` that expects a match soon walks through the entries of other workspaces.
 */
export async function hasEntriesAfter(tx: TxCtx, { projectId, position }: After): Promise<boolean> {
  const [xact = "0", id = "0"] = position.split(":");
  const { rows } = await sql`
    select from project_events
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
      and (xact_id, id) > (${xact}::xid8, ${id}::bigint)
    order by xact_id, id
    limit 1`.execute(tx.db);
  return rows.length > 0;
}

/**
 * The oldest transaction of this workspace that may still commit a line, else the next one of all. A transaction of a workspace holds
 * its shared lock (private.enter_workspace) before it has a number, and until it ends. So of the transactions that run in the snapshot,
 * those that hold another lock or none write no line here; one whose number is not in the list of locks yet may, and holds the rest back.
 * Lines below are visible to the next statement, which has a newer snapshot. Reads the list of locks: only for what is held back.
 */
export async function selectHorizon(tx: TxCtx): Promise<string> {
  const { rows } = await sql<{ horizon: string }>`
    with granted as materialized (
      select locktype, mode, virtualtransaction, transactionid, classid::bigint << 32 | objid::bigint as key
      from pg_locks
      where granted and (locktype = 'transactionid'
        or locktype = 'advisory' and objsubid = 1
          and database = (select oid from pg_database where datname = current_database()))
    ), elsewhere as (
      select transactionid from granted
      where locktype = 'transactionid' and mode = 'ExclusiveLock' and virtualtransaction not in (
        select virtualtransaction from granted
        where locktype = 'advisory' and key = hashtextextended(${tx.workspaceId}::text, 0))
    )
    select least(
      pg_snapshot_xmax(pg_current_snapshot()),
      (select xact from pg_snapshot_xip(pg_current_snapshot()) as running (xact)
       where xact::xid not in (select transactionid from elsewhere)
       order by xact limit 1))::text as horizon`.execute(tx.db);
  return rows[0]?.horizon ?? "0";
}
