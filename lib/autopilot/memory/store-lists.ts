import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { MEMORY_LIMITS } from "./limits";
import { MEMORY_COLUMNS } from "./store";
import type { Memory, MemoryList, MemoryStatus, MemoryUse } from "./schemas";

type Wanted = { projectId: string; status: Exclude<MemoryStatus, "forgotten">; limit: number };

/** Of active ones rules before preferences before facts, each kind the oldest first; of the others the newest first. */
export async function selectMemories(tx: TxCtx, { projectId, status, limit }: Wanted): Promise<Memory[]> {
  const order =
    status === "active"
      ? sql`array_position(array['rule', 'preference', 'fact'], m.kind), m.created_at, m.id`
      : sql`m.created_at desc, m.id desc`;
  const { rows } = await sql<Memory>`
    select ${MEMORY_COLUMNS} from agent_memory m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} and m.status = ${status}
    order by ${order} limit ${limit}`.execute(tx.db);
  return rows;
}

export async function countMemories(tx: TxCtx, projectId: string): Promise<MemoryList["counts"]> {
  const { rows } = await sql<{ status: MemoryStatus; n: number }>`
    select m.status, count(*)::int as n from agent_memory m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} group by m.status`.execute(tx.db);
  const counts = { proposed: 0, active: 0, superseded: 0, forgotten: 0 };
  for (const { status, n } of rows) counts[status] = n;
  return counts;
}

/** How many words that were not the founder's an agent proposed since a moment, and how many of any in one turn of a conversation. */
export async function countProposals(
  tx: TxCtx,
  { projectId, since, turn }: { projectId: string; since: string; turn: string | null },
): Promise<{ recent: number; ofTurn: number }> {
  const { rows } = await sql<{ recent: number; ofTurn: number }>`
    select (count(*) filter (where m.trust <> 'founder'))::int as recent, (count(*) filter (where m.turn = ${turn}))::int as "ofTurn" from agent_memory m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} and m.by_agent and m.created_at > ${since}`.execute(
    tx.db,
  );
  return rows[0] ?? { recent: 0, ofTurn: 0 };
}

/** Counts one use of each, and keeps the latest uses. */
export async function addUses(
  tx: TxCtx,
  { projectId, ids, use }: { projectId: string; ids: readonly string[]; use: MemoryUse },
): Promise<void> {
  await sql`
    update agent_memory m
    set uses = uses + 1, last_used_at = ${use.at},
      used_in = case when jsonb_array_length(used_in) >= ${MEMORY_LIMITS.keptUses} then used_in - 0 else used_in end || ${JSON.stringify(use)}::jsonb
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} and m.id = any(${[...ids]}::uuid[]) and m.status = 'active'
      and not used_in @> ${JSON.stringify([{ where: use.where, id: use.id }])}::jsonb`.execute(tx.db);
}

/** The active memory that replaced this one. */
export async function findSuccessor(tx: TxCtx, memoryId: string): Promise<Memory | null> {
  const { rows } = await sql<Memory>`
    select ${MEMORY_COLUMNS} from agent_memory m
    where m.workspace_id = ${tx.workspaceId} and m.supersedes = ${memoryId} and m.status = 'active'
    order by m.valid_from desc limit 1`.execute(tx.db);
  return rows[0] ?? null;
}
