import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { Unwell } from "./judge-alerts";
import type { RegionCount } from "./judge-breaker";
import { Pressure } from "./judge-pressure";
import { Diagnosis, InstanceState } from "./schemas";

const EVALUATOR = "fleet";
const FLAPPING = { changes: 4, minutes: 30 };

/** Holds the fleet until the transaction ends, so that evaluations follow each other; `last_evaluated_at` is null at the first one. */
export async function beginEvaluation(
  tx: ServiceTx,
): Promise<{ last_evaluated_at: string | null; calm_until: string | null }> {
  const inserted = await tx.db
    .insertInto("genesis.fleet_evaluations")
    .values({ evaluator: EVALUATOR, last_evaluated_at: tx.now().toISOString() })
    .onConflict((conflict) => conflict.column("evaluator").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted) return { last_evaluated_at: null, calm_until: null };
  return tx.db
    .selectFrom("genesis.fleet_evaluations")
    .select(["last_evaluated_at", "calm_until"])
    .where("evaluator", "=", EVALUATOR)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** `calmUntil` null leaves it as it is. */
export async function endEvaluation(tx: ServiceTx, calmUntil: Date | null): Promise<void> {
  await tx.db
    .updateTable("genesis.fleet_evaluations")
    .set({
      last_evaluated_at: tx.now().toISOString(),
      ...(calmUntil && { calm_until: calmUntil.toISOString() }),
    })
    .where("evaluator", "=", EVALUATOR)
    .execute();
}

export async function findEvaluation(
  tx: ServiceTx,
): Promise<{ last_evaluated_at: string; calm_until: string | null } | null> {
  const row = await tx.db
    .selectFrom("genesis.fleet_evaluations")
    .select(["last_evaluated_at", "calm_until"])
    .where("evaluator", "=", EVALUATOR)
    .executeTakeFirst();
  return row ?? null;
}

/** True for one caller in this many seconds. */
export async function claimPing(tx: ServiceTx, seconds: number): Promise<boolean> {
  const now = tx.now();
  const row = await tx.db
    .updateTable("genesis.fleet_evaluations")
    .set({ ping_tried_at: now.toISOString() })
    .where("evaluator", "=", EVALUATOR)
    .where((where) =>
      where.or([
        where("ping_tried_at", "is", null),
        where("ping_tried_at", "<=", new Date(now.getTime() - seconds * 1000).toISOString()),
      ]),
    )
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function notePingAnswered(tx: ServiceTx): Promise<void> {
  await tx.db
    .updateTable("genesis.fleet_evaluations")
    .set({ ping_answered_at: tx.now().toISOString() })
    .where("evaluator", "=", EVALUATOR)
    .execute();
}

/** Gives the machines whose time has come a little more. */
export async function postponeOverdue(tx: ServiceTx, seconds: number): Promise<void> {
  const now = tx.now();
  await tx.db
    .updateTable("instances")
    .set({ alert_after: new Date(now.getTime() + seconds * 1000).toISOString() })
    .where("alert_after", "<=", now.toISOString())
    .execute();
}

export type Flip = { from: InstanceState; to: InstanceState; alertAfterSeconds: number | null; reason: string };

/** One statement, however many are due: only they are read, and each change is a line of its machine's life. */
export const flipStatement = ({ from, to, alertAfterSeconds, reason }: Flip, now: string) => sql<{ id: string }>`
  with flipped as (
    update public.instances
    set state = ${to}, well_since = null, diagnosis = null, diagnosed_at = null,
      alert_after = last_seen_at + ${alertAfterSeconds}::float8 * interval '1 second'
    where state = ${from} and alert_after <= ${now}::timestamptz
    returning id, workspace_id)
  insert into genesis.instance_heartbeats (workspace_id, instance_id, state, previous_state, reason, at)
  select workspace_id, id, ${to}, ${from}, ${reason}, ${now}::timestamptz from flipped
  returning instance_id as id`;

/** Changes each machine of a state whose time has come, once however many ask at the same moment; answers how many. */
export async function flipOverdue(tx: ServiceTx, flip: Flip): Promise<number> {
  const { rows } = await flipStatement(flip, tx.now().toISOString()).execute(tx.db);
  return rows.length;
}

export async function selectUnwell(tx: ServiceTx): Promise<Unwell[]> {
  const rows = await tx.db
    .selectFrom("instances")
    .select(["id", "name", "state", "region", "provider", "diagnosis", "skip_remediation", "booted_at"])
    .select(["last_seen_at", "n8n_down_since", "pressure"])
    .where(sql<boolean>`state <> 'ready' or n8n_down_since is not null or pressed`)
    .execute();
  return rows.map((row) => ({
    ...row,
    state: InstanceState.parse(row.state),
    diagnosis: Diagnosis.nullable().parse(row.diagnosis),
    pressure: Pressure.parse(row.pressure),
  }));
}

/** Every machine but those in quarantine. */
export async function countRegions(tx: ServiceTx): Promise<RegionCount[]> {
  return tx.db
    .selectFrom("instances")
    .select("region")
    .select(sql<number>`count(*)::int`.as("machines"))
    .select(sql<number>`(count(*) filter (where state = 'silent'))::int`.as("silent"))
    .select(sql<number>`(count(*) filter (where state in ('late', 'silent')))::int`.as("unheard"))
    .where("state", "<>", "quarantined")
    .groupBy("region")
    .execute();
}

/** The machines that changed their state too often lately. */
export async function selectFlapping(tx: ServiceTx): Promise<{ id: string; name: string }[]> {
  const since = new Date(tx.now().getTime() - FLAPPING.minutes * 60_000).toISOString();
  return tx.db
    .selectFrom("genesis.instance_heartbeats as beat")
    .innerJoin("instances", "instances.id", "beat.instance_id")
    .select(["instances.id", "instances.name"])
    .where("beat.previous_state", "is not", null)
    .where("beat.previous_state", "<>", "new")
    .where("beat.at", ">", since)
    .groupBy(["instances.id", "instances.name"])
    .having(sql<boolean>`count(*) >= ${FLAPPING.changes}`)
    .execute();
}

/** Since when the oldest repair is wanted that no worker took yet. */
export async function selectWaiting(tx: ServiceTx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.instance_remedies")
    .select("wanted_at")
    .where("state", "=", "wanted")
    .executeTakeFirst();
  return row?.wanted_at ?? null;
}

/** Why machines are in quarantine: the last words of each. */
export async function selectQuarantined(tx: ServiceTx): Promise<Map<string, string>> {
  const rows = await tx.db
    .selectFrom("instances")
    .innerJoinLateral(
      (of) =>
        of
          .selectFrom("genesis.instance_heartbeats as beat")
          .select("beat.reason")
          .whereRef("beat.instance_id", "=", "instances.id")
          .where("beat.state", "=", "quarantined")
          .where("beat.previous_state", "is not", null)
          .orderBy("beat.at", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .select(["instances.id", "last.reason"])
    .where("instances.state", "=", "quarantined")
    .where(sql<boolean>`(instances.state <> 'ready' or n8n_down_since is not null or pressed)`)
    .execute();
  return new Map(rows.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const])));
}
