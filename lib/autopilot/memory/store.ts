import { sql } from "kysely";
import type { ActionRule } from "@/lib/company/approvals/schemas";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Memory, MemoryKind, MemorySource, MemoryStatus, MemoryTrust } from "./schemas";

export const MEMORY_COLUMNS = sql`m.id, m.project_id, m.kind, m.text, m.quote, jsonb_build_object('type', m.source_type, 'id', m.source_id) as source, m.trust, m.status,
  m.rule, m.supersedes, m.proposed_by, m.decided_by, m.valid_from, m.valid_to, m.uses, m.used_in, m.last_used_at, m.created_at`;

export type NewMemory = {
  id: string;
  projectId: string;
  kind: MemoryKind;
  text: string;
  quote: string | null;
  source: MemorySource;
  trust: MemoryTrust;
  status: "proposed" | "active";
  rule: ActionRule | null;
  fingerprint: string;
  supersedes: string | null;
  turn: string | null;
  proposedBy: string | null;
  byAgent: boolean;
  decidedBy: string | null;
};

/** False when the same words are proposed or active already. */
export async function insertMemory(tx: TxCtx, row: NewMemory): Promise<boolean> {
  const now = tx.now().toISOString();
  const inserted = await tx.db
    .insertInto("agent_memory")
    .values({
      id: row.id,
      workspace_id: tx.workspaceId,
      project_id: row.projectId,
      kind: row.kind,
      text: row.text,
      quote: row.quote,
      source_type: row.source.type,
      source_id: row.source.id,
      trust: row.trust,
      status: row.status,
      rule: row.rule === null ? null : JSON.stringify(row.rule),
      fingerprint: row.fingerprint,
      supersedes: row.supersedes,
      turn: row.turn,
      proposed_by: row.proposedBy,
      by_agent: row.byAgent,
      decided_by: row.decidedBy,
      valid_from: row.status === "active" ? now : null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["project_id", "fingerprint"]).where("status", "in", ["proposed", "active"]).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The row, locked until the transaction ends where it is going to change. */
export async function findMemory(
  tx: TxCtx,
  memoryId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Memory | null> {
  const { rows } = await sql<Memory>`
    select ${MEMORY_COLUMNS} from agent_memory m where m.workspace_id = ${tx.workspaceId} and m.id = ${memoryId}
    ${lock ? sql`for update` : sql``}`.execute(tx.db);
  return rows[0] ?? null;
}

/** The one with the same words that is proposed or active. */
export async function findSameMemory(
  tx: TxCtx,
  of: { projectId: string; fingerprint: string },
): Promise<Memory | null> {
  const { rows } = await sql<Memory>`
    select ${MEMORY_COLUMNS} from agent_memory m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${of.projectId} and m.fingerprint = ${of.fingerprint}
      and m.status in ('proposed', 'active')`.execute(tx.db);
  return rows[0] ?? null;
}

export type MemoryChange = {
  status: Exclude<MemoryStatus, "forgotten">;
  kind?: MemoryKind;
  text?: string;
  fingerprint?: string;
  rule?: ActionRule | null;
  trust?: MemoryTrust;
  decidedBy?: string | null;
  validFrom?: string | null;
  validTo?: string | null;
};

export async function updateMemory(tx: TxCtx, id: string, change: MemoryChange): Promise<void> {
  const { status, kind, text, fingerprint, rule, trust, decidedBy, validFrom, validTo } = change;
  await tx.db
    .updateTable("agent_memory")
    .set({
      status,
      ...(kind !== undefined && { kind }),
      ...(text !== undefined && { text }),
      ...(fingerprint !== undefined && { fingerprint }),
      ...(rule !== undefined && { rule: rule === null ? null : JSON.stringify(rule) }),
      ...(trust !== undefined && { trust }),
      ...(decidedBy !== undefined && { decided_by: decidedBy }),
      ...(validFrom !== undefined && { valid_from: validFrom }),
      ...(validTo !== undefined && { valid_to: validTo }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** Empties the row of everything that it said. */
export async function emptyMemory(tx: TxCtx, { id, by }: { id: string; by: string | null }): Promise<void> {
  await tx.db
    .updateTable("agent_memory")
    .set({
      status: "forgotten",
      text: "",
      quote: null,
      fingerprint: null,
      rule: null,
      source_id: null,
      used_in: "[]",
      decided_by: by,
      valid_to: tx.now().toISOString(),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** Replaces the words in every column that may hold a copy of them. */
export async function callForgetWords(tx: TxCtx, of: { projectId: string; words: readonly string[] }): Promise<void> {
  if (of.words.length === 0) return;
  await sql`select genesis.forget_words(${of.projectId}, ${[...of.words]}::text[])`.execute(tx.db);
}

/** Holds the company's memory until the transaction ends, so that its limits are counted by one at a time. */
export async function lockMemory(tx: TxCtx, projectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('agent_memory'), hashtext(${projectId}))`.execute(tx.db);
}
