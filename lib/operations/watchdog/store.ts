import { sql } from "kysely";
import { newId } from "@/lib/platform/ids";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { Finding } from "./facts";
import { BETWEEN_TRIES_MS, type OpenDrift } from "./judge-drifts";
import { Drift, type DriftKind, type RunCause } from "./schemas";

const DRIFT = [
  "id",
  "campaign_id",
  "kind",
  "subject",
  "title",
  "words",
  "state",
  "first_seen_at",
  "last_seen_at",
  "sightings",
  "tries",
  "last_try_at",
  "closed_at",
] as const;

export async function insertRun(tx: TxCtx, cause: RunCause): Promise<string> {
  const id = newId();
  await tx.db.insertInto("genesis.watchdog_runs").values({ id, workspace_id: tx.workspaceId, cause }).execute();
  return id;
}

type RunEnd = {
  status: "completed" | "failed";
  reached: boolean | null;
  found: number;
  healed: number;
  closed: number;
  heldKinds: readonly string[];
  error: string | null;
};

export async function endRun(tx: TxCtx, runId: string, { heldKinds, error, ...end }: RunEnd): Promise<void> {
  await tx.db
    .updateTable("genesis.watchdog_runs")
    .set({
      ...end,
      held_kinds: [...heldKinds],
      error: error?.slice(0, 1000) ?? null,
      completed_at: sql<string>`clock_timestamp()`,
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", runId)
    .execute();
}

/** Of the last hour, in this workspace. */
export async function countHealings(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.watchdog_runs")
    .select(({ fn }) => fn.sum<string | null>("healed").as("healed"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("started_at", ">", sql<string>`clock_timestamp() - interval '1 hour'`)
    .executeTakeFirst();
  return Number(row?.healed ?? 0);
}

export async function selectOpenDrifts(tx: TxCtx): Promise<OpenDrift[]> {
  const rows = await tx.db
    .selectFrom("genesis.watchdog_drifts")
    .select([...DRIFT, "alerted_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("closed_at", "is", null)
    .execute();
  return rows.map(({ alerted_at, ...row }) => ({ ...Drift.parse(row), alerted: alerted_at !== null }));
}

/** A second sighting at the same moment, by another run, changes nothing. */
export async function insertDrifts(tx: TxCtx, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  const at = tx.now().toISOString();
  await tx.db
    .insertInto("genesis.watchdog_drifts")
    .values(
      findings.map(({ kind, subject, campaignId, title, words }) => ({
        id: newId(),
        workspace_id: tx.workspaceId,
        campaign_id: campaignId,
        kind,
        subject,
        title: title.slice(0, 300),
        words: words.slice(0, 1000),
        first_seen_at: at,
        last_seen_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

type DriftChange = {
  state?: "seen" | "open" | "quarantined" | "closed";
  words?: string;
  sighted?: boolean;
  tried?: boolean;
  triesAnew?: boolean;
  alerted?: boolean;
};

/**
 * Changes a drift that is open; false when it was closed meanwhile, or another run has just tried, told or given up the same. Two runs of one
 * moment are one.
 */
export async function updateDrift(tx: TxCtx, driftId: string, change: DriftChange): Promise<boolean> {
  const at = tx.now().toISOString();
  const lastTry = new Date(tx.now().getTime() - BETWEEN_TRIES_MS).toISOString();
  const row = await tx.db
    .updateTable("genesis.watchdog_drifts")
    .set({
      ...(change.state && { state: change.state }),
      ...(change.state === "closed" && { closed_at: at }),
      ...(change.words && { words: change.words.slice(0, 1000) }),
      ...(change.sighted && { last_seen_at: at, sightings: sql<number>`sightings + 1` }),
      ...(change.tried && { last_try_at: at, tries: sql<number>`tries + 1` }),
      ...(change.triesAnew && { tries: 0, last_try_at: null }),
      ...(change.alerted && { alerted_at: at }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", driftId)
    .where("closed_at", "is", null)
    .$if(change.alerted === true, (query) => query.where("alerted_at", "is", null))
    .$if(change.state === "quarantined", (query) => query.where("state", "<>", "quarantined"))
    .$if(change.tried === true, (query) =>
      query.where((is) => is.or([is("last_try_at", "is", null), is("last_try_at", "<=", lastTry)])),
    )
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function findDrift(tx: TxCtx, driftId: string): Promise<Drift | null> {
  const row = await tx.db
    .selectFrom("genesis.watchdog_drifts")
    .select(DRIFT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", driftId)
    .executeTakeFirst();
  return row ? Drift.parse(row) : null;
}

/** Open and seen twice; newest first. */
export async function selectCampaignDrifts(tx: TxCtx, campaignId: string): Promise<Drift[]> {
  const rows = await tx.db
    .selectFrom("genesis.watchdog_drifts")
    .select(DRIFT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId)
    .where("closed_at", "is", null)
    .where("state", "in", ["open", "quarantined"])
    .orderBy("first_seen_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => Drift.parse(row));
}

/** Past RLS: in how many of the launched workspaces each kind is open. */
export async function countSpread(
  tx: ServiceTx,
  kinds: readonly DriftKind[],
): Promise<{ launched: number; drifting: Map<string, number> }> {
  const rows = await tx.db
    .selectFrom("genesis.watchdog_drifts")
    .select(["kind", sql<number>`count(distinct workspace_id)::int`.as("workspaces")])
    .where("closed_at", "is", null)
    .where("kind", "in", [...kinds])
    .groupBy("kind")
    .execute();
  const { launched } = await tx.db
    .selectFrom("genesis.ignition_state")
    .select(sql<number>`count(*)::int`.as("launched"))
    .where("status", "=", "active")
    .executeTakeFirstOrThrow();
  return { launched, drifting: new Map(rows.map(({ kind, workspaces }) => [kind, workspaces])) };
}
