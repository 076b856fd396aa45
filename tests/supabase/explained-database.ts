import { Kysely, PostgresDialect } from "kysely";
import type { Pool, PoolClient, QueryResult } from "pg";
import type { Tables } from "@/lib/platform/db";

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Rows Removed by Join Filter"?: number;
  Filter?: string;
  Plans?: Node[];
};

/** A place in a plan that reads rows of a table, with how many it looked at and how many of them it kept. */
export type Scan = { table: string; node: string; read: number; kept: number; filter?: string };
export type Explained = { text: string; scans: Scan[] };

const STATEMENT = /^\s*(with|select|insert|update|delete)\b/i;
const DOOR = /private\.enter_workspace|set_config\('role'/;

function scansOf(node: Node): Scan[] {
  const loops = node["Actual Loops"];
  const kept = Math.round(node["Actual Rows"] * loops);
  const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  const table = node["Relation Name"];
  const own: Scan[] = table
    ? [
        {
          table,
          node: node["Node Type"],
          read: kept + removed * loops,
          kept,
          ...(node.Filter && { filter: node.Filter }),
        },
      ]
    : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}

/** Every statement is run by way of `explain analyze` first, in a savepoint that is undone; `take` tells which rows each looked at. */
export function explainedDatabase(pool: Pool): { db: Kysely<Tables>; take(): Explained[] } {
  let explained: Explained[] = [];
  const query = async (client: PoolClient, text: string, values: readonly unknown[] = []): Promise<QueryResult> => {
    if (!STATEMENT.test(text) || DOOR.test(text)) return client.query(text, [...values]);
    await client.query("savepoint explained");
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>(
      `explain (analyze, timing off, format json) ${text}`,
      [...values],
    );
    await client.query("rollback to explained");
    const plan = rows[0]?.["QUERY PLAN"][0].Plan;
    explained.push({ text, scans: plan ? scansOf(plan) : [] });
    return client.query(text, [...values]);
  };
  const connect = async (): Promise<unknown> => {
    const client = await pool.connect();
    return {
      query: (text: string, values?: readonly unknown[]) => query(client, text, values),
      release: () => client.release(),
    };
  };
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => Promise.resolve() } as unknown as Pool }),
  });
  return {
    db,
    take: () => {
      const taken = explained;
      explained = [];
      return taken;
    },
  };
}
