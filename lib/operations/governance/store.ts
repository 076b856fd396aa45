import { sql, type UpdateObject } from "kysely";
import type { Tables } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { Freeze, type Proof, type PublishedWorkflow, type RestoredWorkflow } from "./schemas";

type Columns = UpdateObject<Tables, "workspace_freezes", "workspace_freezes">;

/** A freeze as whoever carries it out needs it: what is shown, and how far it is. */
export type FreezeRow = {
  shown: Freeze;
  isNewest: boolean;
  observedAt: string | null;
  drainedAt: string | null;
  unpublished: PublishedWorkflow[];
  stoppedExecutions: number;
  revokedKeys: number;
  revokedTokens: number;
  isBeingEnforced: boolean;
};

type NewFreeze = { reason: string; frozenBy: string; revokedKeys: number; revokedTokens: number };

/** Workflows that an earlier freeze unpublished and that were not published again: a later freeze must not forget them. */
const stillUnpublished = (tx: TxCtx) => sql<string>`coalesce((
  select case when before.restored_at is null then before.published_before
    else (select jsonb_agg(workflow - 'published' - 'error') from jsonb_array_elements(before.restore_result) as workflow
      where not (workflow ->> 'published')::boolean) end
  from public.workspace_freezes as before where before.workspace_id = ${tx.workspaceId}
  order by before.frozen_at desc limit 1), '[]')`;

export async function insertFreeze(tx: TxCtx, freeze: NewFreeze): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("workspace_freezes")
    .values({
      id,
      workspace_id: tx.workspaceId,
      reason: freeze.reason,
      frozen_by: freeze.frozenBy,
      revoked_keys: freeze.revokedKeys,
      revoked_tokens: freeze.revokedTokens,
      published_before: stillUnpublished(tx),
    })
    .execute();
  return id;
}

const selectRows = (tx: TxCtx) =>
  tx.db
    .selectFrom("workspace_freezes as freeze")
    .innerJoin("workspaces as workspace", "workspace.id", "freeze.workspace_id")
    .selectAll("freeze")
    .select(["workspace.name as workspace_name"])
    .select(sql<boolean>`coalesce("freeze".enforcing_until > clock_timestamp(), false)`.as("is_being_enforced"))
    .where("freeze.workspace_id", "=", tx.workspaceId)
    .orderBy("freeze.frozen_at", "desc");

type Selected = Awaited<ReturnType<ReturnType<typeof selectRows>["executeTakeFirstOrThrow"]>>;

const toFreeze = (row: Selected): Freeze => Freeze.parse({ ...row, proof: row.proven_at === null ? null : row.proof });

/** Newest first. */
export async function selectFreezes(tx: TxCtx, limit: number): Promise<Freeze[]> {
  return (await selectRows(tx).limit(limit).execute()).map(toFreeze);
}

export async function findFreeze(tx: TxCtx, freezeId: string): Promise<FreezeRow | null> {
  const rows = await selectRows(tx).execute();
  const row = rows.find(({ id }) => id === freezeId);
  if (!row) return null;
  return {
    shown: toFreeze(row),
    isNewest: rows[0]?.id === freezeId,
    observedAt: row.observed_at,
    drainedAt: row.drained_at,
    unpublished: row.unpublished as PublishedWorkflow[],
    stoppedExecutions: row.stopped_executions,
    revokedKeys: row.revoked_keys,
    revokedTokens: row.revoked_tokens,
    isBeingEnforced: row.is_being_enforced,
  };
}

export async function findNewestFreeze(tx: TxCtx): Promise<Freeze | null> {
  const row = await selectRows(tx).limit(1).executeTakeFirst();
  return row ? toFreeze(row) : null;
}

/** Changes a freeze that is still open; false, and nothing changes, once it was lifted. */
async function updateOpen(tx: TxCtx, freezeId: string, change: Columns): Promise<boolean> {
  const row = await tx.db
    .updateTable("workspace_freezes")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", freezeId)
    .where("unfrozen_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Renews the lease of the process that carries out the freeze; null once the freeze was lifted. */
export async function beginEnforcing(tx: TxCtx, freezeId: string, seconds: number): Promise<FreezeRow | null> {
  const until = sql<string>`clock_timestamp() + make_interval(secs => ${seconds})`;
  return (await updateOpen(tx, freezeId, { enforcing_until: until })) ? findFreeze(tx, freezeId) : null;
}

/** Also after the freeze was lifted: a restoration may be waiting for this. */
export async function endEnforcing(tx: TxCtx, freezeId: string): Promise<void> {
  await tx.db
    .updateTable("workspace_freezes")
    .set({ enforcing_until: null })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", freezeId)
    .execute();
}

export const addStopped = (tx: TxCtx, freezeId: string, stopped: number): Promise<boolean> =>
  updateOpen(tx, freezeId, { stopped_executions: sql<number>`stopped_executions + ${stopped}::int` });

/**
 * Saves what is about to be unpublished. The workflows published at the freeze are those that the first look saw, plus those left by the freeze before; later looks do not change them.
 */
export const saveObserved = (
  tx: TxCtx,
  freezeId: string,
  published: readonly PublishedWorkflow[],
): Promise<boolean> => {
  const seen = JSON.stringify(published);
  const withSeen = (column: "published_before" | "unpublished") => sql<string>`${sql.ref(column)} || coalesce((
      select jsonb_agg(workflow) from jsonb_array_elements(${seen}::jsonb) as workflow
      where not ${sql.ref(column)} @> jsonb_build_array(jsonb_build_object('workflow_id', workflow -> 'workflow_id'))), '[]')`;
  return updateOpen(tx, freezeId, {
    published_before: sql<string>`case when observed_at is null then ${withSeen("published_before")} else published_before end`,
    observed_at: sql<string>`coalesce(observed_at, clock_timestamp())`,
    unpublished: withSeen("unpublished"),
  });
};

export const saveDrained = (tx: TxCtx, freezeId: string): Promise<boolean> =>
  updateOpen(tx, freezeId, { drained_at: sql<string>`coalesce(drained_at, clock_timestamp())` });

type Trouble = { state: "enforcing" | "unreachable"; error: string };

export const saveTrouble = (tx: TxCtx, freezeId: string, { state, error }: Trouble): Promise<boolean> =>
  updateOpen(tx, freezeId, { state, last_error: error.slice(0, 1000), last_checked_at: tx.now().toISOString() });

export const saveProof = (tx: TxCtx, freezeId: string, proof: Proof): Promise<boolean> =>
  updateOpen(tx, freezeId, {
    state: "proven",
    proof: JSON.stringify(proof),
    proven_at: sql<string>`coalesce(proven_at, ${proof.checked_at}::timestamptz)`,
    last_checked_at: proof.checked_at,
    last_error: null,
  });

type Lifting = { by: string; reason: string; restoreWorkflows: boolean };

type Lifted = { freezeId: string; unpublished: number };

/** The freeze that this ends, and how many workflows it leaves unpublished; null when none is open. */
export async function liftFreeze(tx: TxCtx, { by, reason, restoreWorkflows }: Lifting): Promise<Lifted | null> {
  const now = sql<string>`clock_timestamp()`;
  const row = await tx.db
    .updateTable("workspace_freezes")
    .set({
      unfrozen_at: now,
      unfrozen_by: by,
      unfreeze_reason: reason,
      ...(restoreWorkflows && { restore_confirmed_at: now, restore_confirmed_by: by }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("unfrozen_at", "is", null)
    .returning(["id", sql<number>`jsonb_array_length(published_before)`.as("unpublished")])
    .executeTakeFirst();
  return row ? { freezeId: row.id, unpublished: row.unpublished } : null;
}

/** Confirms, or asks once more after a restoration that could not publish everything. */
export async function confirmRestoration(tx: TxCtx, freezeId: string, by: string): Promise<void> {
  await tx.db
    .updateTable("workspace_freezes")
    .set({
      restore_confirmed_at: sql<string>`clock_timestamp()`,
      restore_confirmed_by: by,
      restored_at: null,
      restore_result: null,
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", freezeId)
    .execute();
}

/** The engine runs the workspace's workflows again. */
export async function saveRunsAllowed(tx: TxCtx, freezeId: string): Promise<void> {
  await tx.db
    .updateTable("workspace_freezes")
    .set({ runs_allowed_at: sql<string>`coalesce(runs_allowed_at, clock_timestamp())` })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", freezeId)
    .where("unfrozen_at", "is not", null)
    .execute();
}

/** False when another run has restored them already. */
export async function saveRestored(tx: TxCtx, freezeId: string, result: readonly RestoredWorkflow[]): Promise<boolean> {
  const row = await tx.db
    .updateTable("workspace_freezes")
    .set({ restored_at: sql<string>`clock_timestamp()`, restore_result: JSON.stringify(result) })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", freezeId)
    .where("restored_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export type Unfinished = { workspaceId: string; freezeId: string; task: "enforce" | "allow" | "restore" };

/**
 * Past RLS: every open freeze that no run is carrying out now, and of lifted ones what the engine was not told yet. A proven one of a
 * deleted company is left alone: nothing of it is left in the engine.
 */
export async function selectUnfinished(tx: ServiceTx): Promise<Unfinished[]> {
  const restorable = sql<boolean>`"freeze".restore_confirmed_at is not null and "freeze".restored_at is null and not exists (
    select from public.workspace_freezes as later
    where later.workspace_id = "freeze".workspace_id and later.frozen_at > "freeze".frozen_at)`;
  const abandoned = sql<boolean>`"freeze".unfrozen_at is null and coalesce("freeze".enforcing_until < clock_timestamp(), true)
    and not ("freeze".proven_at is not null and exists (
      select from public.workspaces as closed where closed.id = "freeze".workspace_id and closed.closed_at is not null))`;
  const blocked = sql<boolean>`"freeze".unfrozen_at is not null and "freeze".runs_allowed_at is null`;
  const rows = await tx.db
    .selectFrom("workspace_freezes as freeze")
    .select(["freeze.id", "freeze.workspace_id", abandoned.as("abandoned"), restorable.as("restorable")])
    .where(({ or }) => or([abandoned, blocked, restorable]))
    .orderBy("freeze.frozen_at")
    .execute();
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    freezeId: row.id,
    task: row.abandoned ? "enforce" : row.restorable ? "restore" : "allow",
  }));
}
