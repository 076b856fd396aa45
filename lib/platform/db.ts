import { Kysely, type ColumnType, type Transaction } from "kysely";
import { Pool, types } from "pg";
import type { Database as Generated } from "./database.types";
import { PipelinedDialect } from "./dialect";
import { env } from "./env";
import { answerLimitMs, USUAL_SECONDS } from "./patience";
import { keepsStatements, preparedName } from "./prepared";
import { KEEP_ALIVE, watchedClient } from "./watched-client";

type TableOf<T> = T extends { Row: infer R; Insert: infer I; Update: infer U }
  ? {
      [C in keyof R]: ColumnType<R[C], C extends keyof I ? I[C] : never, C extends keyof U ? U[C] : never>;
    }
  : never;

type Prefixed<S extends "public" | "genesis", P extends string> = {
  [T in keyof Generated[S]["Tables"] & string as `${P}${T}`]: TableOf<Generated[S]["Tables"][T]>;
};

/** The generated row types in Kysely's shape: `workspaces`, `genesis.leads`. */
export type Tables = Prefixed<"public", ""> & Prefixed<"genesis", "genesis.">;
export type Tx = Transaction<Tables>;
export type Db = Kysely<Tables> | Tx;

const OID = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 };

/** Values as the generated types promise them: times as ISO strings, numbers as numbers. */
const parsers = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (oid === OID.int8 || oid === OID.numeric) return Number;
    if (oid === OID.timestamptz) return (text: string) => new Date(text).toISOString();
    if (oid === OID.date || oid === OID.timestamp) return (text: string) => text;
    return types.getTypeParser(oid, format);
  },
};

/**
 * The database's own limits: it ends a statement that takes too long, and the idle transaction (with its locks) of a client that vanished.
 * Its own keepalive finds out within half a minute.
 */
const SESSION = {
  statement_timeout: `${USUAL_SECONDS}s`,
  idle_in_transaction_session_timeout: "30s",
  tcp_keepalives_idle: 15,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
};
const options = Object.entries(SESSION)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(" ");

const open: { pool?: Pool; db?: Kysely<Tables> } = {};

export function getPool(): Pool {
  if (open.pool) return open.pool;
  const { DATABASE_URL, DATABASE_POOL_SIZE } = env();
  open.pool = new Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL_SIZE,
    types: parsers,
    application_name: "greenlight",
    options,
    Client: watchedClient(answerLimitMs, keepsStatements(DATABASE_URL) ? preparedName : undefined),
    pipeline: true,
    ...KEEP_ALIVE,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  // pg emits when an idle connection dies with a database restart; the pool replaces it by itself.
  open.pool.on("error", () => undefined);
  // A connection that dies while a transaction holds it emits on itself, and unheard that ends the process. Its next query fails.
  open.pool.on("connect", (client) => void client.on("error", () => undefined));
  return open.pool;
}

export function getDb(): Kysely<Tables> {
  open.db ??= new Kysely<Tables>({ dialect: new PipelinedDialect(getPool()) });
  return open.db;
}

export async function closeDb(): Promise<void> {
  const { db } = open;
  delete open.db;
  delete open.pool;
  await db?.destroy();
}
