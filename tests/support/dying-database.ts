import { Kysely, PostgresDialect } from "kysely";
import type { Pool, PoolClient } from "pg";
import type { Tables } from "@/lib/platform/db";

export type Death = { at: number; when: "before" | "after" };
export type Dying = {
  db: Kysely<Tables>;
  /** The statements that it was asked for, the last of which it died at. */
  statements: string[];
  isDead(): boolean;
};

/**
 * A database on the application's own pool whose process is killed at one statement, counted from 1: that one is not asked, or its answer is
 * not heard, and none after it is. The connection goes with the process, so Postgres rolls back.
 */
export function dyingDatabase(pool: Pool, { at, when }: Death): Dying {
  const statements: string[] = [];
  const state = { dead: false };
  const killed = (): Error => new Error("The process was killed.");
  const query = async (client: PoolClient, asked: unknown[]): Promise<unknown> => {
    if (state.dead) throw killed();
    const [first] = asked;
    statements.push(typeof first === "string" ? first : String((first as { text?: string }).text));
    if (statements.length < at) return (client.query as (...args: unknown[]) => Promise<unknown>)(...asked);
    state.dead = true;
    if (when === "after") await (client.query as (...args: unknown[]) => Promise<unknown>)(...asked);
    throw killed();
  };
  const connect = async (): Promise<unknown> => {
    const client = await pool.connect();
    return {
      query: (...asked: unknown[]) => query(client, asked),
      release: () => client.release(state.dead),
    };
  };
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => Promise.resolve() } as unknown as Pool }),
  });
  return { db, statements, isDead: () => state.dead };
}
