import { Kysely, PostgresDialect } from "kysely";
import type { Pool, PoolClient } from "pg";
import type { Tables } from "@/lib/platform/db";
import { textOf } from "./crash-points";

export type Death = { at: number; when: "before" | "after" };
export type Dying = {
  db: Kysely<Tables>;
  /** The points that it passed, the last of which it died at. */
  points: string[];
  isDead(): boolean;
};

/**
 * A database on the application's own pool whose process is killed at one point, counted from 1: a commit, or a statement that is its own
 * transaction. That one is not asked, or its answer is not heard, and none after it is. The connection goes with the process, so Postgres
 * rolls back: a death inside a transaction is the one before its commit.
 */
export function dyingDatabase(pool: Pool, { at, when }: Death): Dying {
  const points: string[] = [];
  const state = { dead: false };
  const killed = (): Error => new Error("The process was killed.");
  const inTransaction = new WeakSet<PoolClient>();
  /** Whether the statement is a point, by the connection's state before it. */
  const isPoint = (client: PoolClient, text: string): boolean => {
    const isInside = inTransaction.has(client);
    const begins = /^(begin|start transaction)/.test(text);
    const ends = /^(commit|rollback)/.test(text);
    if (begins) inTransaction.add(client);
    if (ends) inTransaction.delete(client);
    return ends ? text === "commit" : !isInside && !begins;
  };
  const query = async (client: PoolClient, asked: unknown[]): Promise<unknown> => {
    if (state.dead) throw killed();
    const text = textOf(asked[0]);
    const ask = client.query as (...args: unknown[]) => Promise<unknown>;
    if (!isPoint(client, text)) return ask(...asked);
    points.push(text);
    if (points.length < at) return ask(...asked);
    state.dead = true;
    if (when === "after") await ask(...asked);
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
  return { db, points, isDead: () => state.dead };
}
