import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Generation, Hypothesis, Packet } from "./schemas";

const COLUMNS = sql`p.id, p.project_id, p.phase, p.version, p.status, p.synopsis, p.fields, p.unknowns, p.hypotheses, p.origin, p.answered_by,
  p.as_of, p.context_hash, p.accepted_by, p.accepted_at, p.created_at`;

export type NewPacket = Omit<Packet, "status" | "accepted_by" | "accepted_at" | "created_at"> & {
  createdBy: string | null;
};

export async function insertPacket(tx: TxCtx, row: NewPacket): Promise<void> {
  const { createdBy, fields, unknowns, hypotheses, ...columns } = row;
  await tx.db
    .insertInto("phase_packets")
    .values({
      ...columns,
      workspace_id: tx.workspaceId,
      status: "draft",
      fields: JSON.stringify(fields),
      unknowns: JSON.stringify(unknowns),
      hypotheses: JSON.stringify(hypotheses),
      created_by: createdBy,
      created_at: tx.now().toISOString(),
    })
    .execute();
}

/** The version, locked until the transaction ends where it is going to change. */
export async function findPacket(
  tx: TxCtx,
  packetId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Packet | null> {
  const { rows } = await sql<Packet>`
    select ${COLUMNS} from phase_packets p where p.workspace_id = ${tx.workspaceId} and p.id = ${packetId}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

/** The latest two versions of a phase, the newest first. */
export async function selectLatest(tx: TxCtx, of: { projectId: string; phase: number }): Promise<Packet[]> {
  const { rows } = await sql<Packet>`
    select ${COLUMNS} from phase_packets p
    where p.workspace_id = ${tx.workspaceId} and p.project_id = ${of.projectId} and p.phase = ${of.phase}
    order by p.version desc limit 2`.execute(tx.db);
  return rows;
}

export async function findAccepted(tx: TxCtx, of: { projectId: string; phase: number }): Promise<Packet | null> {
  const { rows } = await sql<Packet>`
    select ${COLUMNS} from phase_packets p
    where p.workspace_id = ${tx.workspaceId} and p.project_id = ${of.projectId} and p.phase = ${of.phase}
      and p.status = 'accepted'`.execute(tx.db);
  return rows[0] ?? null;
}

/** Accepts a version; the one that was accepted before is superseded, and answered. */
export async function setAccepted(
  tx: TxCtx,
  { packet, by }: { packet: Packet; by: string | null },
): Promise<Pick<Packet, "id" | "phase" | "version"> | null> {
  const { rows } = await sql<Pick<Packet, "id" | "phase" | "version">>`
    update phase_packets p set status = 'superseded'
    where p.workspace_id = ${tx.workspaceId} and p.project_id = ${packet.project_id} and p.phase = ${packet.phase}
      and p.status = 'accepted' and p.id <> ${packet.id}
    returning p.id, p.phase, p.version`.execute(tx.db);
  await sql`
    update phase_packets p set status = 'accepted', accepted_by = ${by}, accepted_at = ${tx.now().toISOString()}
    where p.workspace_id = ${tx.workspaceId} and p.id = ${packet.id}`.execute(tx.db);
  return rows[0] ?? null;
}

export async function setHypotheses(tx: TxCtx, id: string, hypotheses: readonly Hypothesis[]): Promise<void> {
  await tx.db
    .updateTable("phase_packets")
    .set({ hypotheses: JSON.stringify(hypotheses) })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

type State = { projectId: string; phase: number; state: Generation["state"]; words: string | null };

/** Says how far the drafting is. */
export async function putGeneration(tx: TxCtx, { projectId, phase, state, words }: State): Promise<void> {
  const now = tx.now().toISOString();
  const changed = { state, words, changed_at: now };
  await tx.db
    .insertInto("phase_generations")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, phase, requested_at: now, ...changed })
    .onConflict((conflict) => conflict.columns(["project_id", "phase"]).doUpdateSet(changed))
    .execute();
}

export async function selectGenerations(tx: TxCtx, projectId: string): Promise<Generation[]> {
  const { rows } = await sql<Generation>`
    select g.phase, g.state, g.words, g.changed_at from phase_generations g
    where g.workspace_id = ${tx.workspaceId} and g.project_id = ${projectId} order by g.phase`.execute(tx.db);
  return rows;
}

export type StoredCheck = { item: string; passed: boolean; words: string; checked_at: string };

export async function upsertCheck(
  tx: TxCtx,
  { projectId, ...check }: StoredCheck & { projectId: string },
): Promise<void> {
  const { item, ...seen } = check;
  await tx.db
    .insertInto("launch_checks")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, item, ...seen })
    .onConflict((conflict) => conflict.columns(["project_id", "item"]).doUpdateSet(seen))
    .execute();
}

export async function selectChecks(tx: TxCtx, projectId: string): Promise<StoredCheck[]> {
  const { rows } = await sql<StoredCheck>`
    select c.item, c.passed, c.words, c.checked_at from launch_checks c
    where c.workspace_id = ${tx.workspaceId} and c.project_id = ${projectId} order by c.item`.execute(tx.db);
  return rows;
}
