import { sql, type RawBuilder } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { RefKind } from "./short-ref";

export type FoundRef = { kind: RefKind; id: string; label: string };

/** The rows of a company that a reference can name: table, and the text that a chip shows. */
const ROWS: Partial<
  Record<RefKind, readonly { table: string; label: RawBuilder<string>; of: RawBuilder<boolean> | null }[]>
> = {
  t: [{ table: "tasks", label: sql`x.title`, of: null }],
  a: [{ table: "approvals", label: sql`x.title`, of: null }],
  r: [{ table: "receipts", label: sql`x.title`, of: null }],
  n: [{ table: "agent_memory", label: sql`x.text`, of: null }],
  d: [{ table: "deployments", label: sql`x.site`, of: null }],
  f: [{ table: "project_assets", label: sql`x.name`, of: null }],
  h: [{ table: "project_chat_messages", label: sql`left(x.text, 120)`, of: null }],
  p: [{ table: "phase_packets", label: sql`left('Version ' || x.version || ': ' || x.synopsis, 120)`, of: null }],
  s: [{ table: "recommendations", label: sql`x.title`, of: null }],
  g: [{ table: "campaigns", label: sql`x.name`, of: sql`true` }],
  m: [
    { table: "mail_threads", label: sql`x.subject`, of: null },
    { table: "reply_threads", label: sql`x.subject`, of: sql`true` },
  ],
};

/** The first and the last uuid that begin with ten hex digits. */
function rangeOf(key: string): [string, string] {
  const uuid = (filler: string): string => {
    const hex = key.padEnd(32, filler);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };
  return [uuid("0"), uuid("f")];
}

type Wanted = { projectId: string; lines: readonly string[]; rows: ReadonlyMap<RefKind, readonly string[]> };

function rowsOf(tx: TxCtx, { projectId, rows }: Wanted): RawBuilder<unknown>[] {
  return [...rows].flatMap(([kind, keys]) => {
    const [lows, highs] = [keys.map((key) => rangeOf(key)[0]), keys.map((key) => rangeOf(key)[1])];
    return (ROWS[kind] ?? []).map(({ table, label, of }) => {
      const isOurs = of ?? sql`x.project_id = ${projectId}`;
      return sql`
        select ${kind}::text as kind, x.id::text as id, ${label} as label
        from unnest(${lows}::uuid[], ${highs}::uuid[]) as k (low, high)
        join ${sql.table(table)} x on x.id between k.low and k.high
        where x.workspace_id = ${tx.workspaceId} and ${isOurs}`;
    });
  });
}

/** Those of the named rows that are of this company; conversations and campaigns of outreach are of its workspace. */
export async function selectRefs(tx: TxCtx, wanted: Wanted): Promise<FoundRef[]> {
  const lines = sql`
    select 'e'::text as kind, id::text as id, message as label from project_events
    where workspace_id = ${tx.workspaceId} and project_id = ${wanted.projectId} and id = any (${wanted.lines}::bigint[])`;
  const { rows } = await sql<FoundRef>`${sql.join([lines, ...rowsOf(tx, wanted)], sql` union all `)}`.execute(tx.db);
  return rows;
}
