import { Kysely, PostgresDialect } from "kysely";
import type { Pool, PoolClient, QueryResult } from "pg";
import type { Tables } from "@/lib/platform/db";

export type Forgetful = {
  db: Kysely<Tables>;
  /** The answers of every statement since the last call, row by row. */
  takeRows(): unknown[];
  /** Statements in which the workspace's id stands where forgetting it is not understood. */
  notUnderstood: string[];
  /** How many conditions were forgotten. */
  forgotten: number;
};

/** The door names the workspace to the database itself: that is the wall under test, not a condition. */
const DOOR = /private\.enter_workspace|set_config\('role'/;

/** `workspace_id = $1`, however qualified or cast, becomes true; the parameter stays used, because Postgres wants its type. */
export function forgetWorkspace(
  text: string,
  values: readonly unknown[],
  workspaceId: string,
): [string, number, boolean] {
  let [forgotten, understood] = [0, true];
  let rewritten = text;
  values.forEach((value, index) => {
    if (!JSON.stringify(value ?? null).includes(workspaceId)) return;
    const parameter = `\\$${index + 1}(?!\\d)(?:::uuid)?`;
    const condition = new RegExp(`[\\w."]+\\s*=\\s*${parameter}|${parameter}\\s*=\\s*[\\w."]+`, "g");
    rewritten = rewritten.replace(condition, () => {
      forgotten += 1;
      return `($${index + 1}::uuid is not null)`;
    });
    const used = new RegExp(`\\$${index + 1}(?!\\d)(?!::uuid is not null\\))`);
    if (value !== workspaceId || used.test(rewritten)) understood = false;
  });
  return [rewritten, forgotten, understood];
}

/** A database on the application's own pool in which no statement remembers to say which workspace it means. */
export function forgetfulDatabase(pool: Pool, workspaceId: string): Forgetful {
  let rows: unknown[] = [];
  const state = { notUnderstood: [] as string[], forgotten: 0 };
  const query = async (client: PoolClient, text: string, values: readonly unknown[] = []): Promise<QueryResult> => {
    if (DOOR.test(text)) return client.query(text, [...values]);
    const [rewritten, forgotten, understood] = forgetWorkspace(text, values, workspaceId);
    state.forgotten += forgotten;
    if (!understood) state.notUnderstood.push(text);
    const result = await client.query(rewritten, [...values]);
    rows.push(...(result.rows ?? []));
    return result;
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
  return Object.assign(state, {
    db,
    takeRows: () => {
      const taken = rows;
      rows = [];
      return taken;
    },
  });
}
