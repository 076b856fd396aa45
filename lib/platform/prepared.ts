import type { CompiledQuery, Transaction } from "kysely";

type Statement<D, R> = { compile(db: Transaction<D>): CompiledQuery<R> };

const texts = new Map<string, string>();
const names = new Map<string, string>();
const ahead = new WeakSet<CompiledQuery>();

function compile<D, R>(db: Transaction<D>, name: string, statement: Statement<D, R>): CompiledQuery<R> {
  const query = statement.compile(db);
  const known = texts.get(name);
  if (known === undefined) {
    texts.set(name, query.sql);
    names.set(query.sql, name);
  } else if (known !== query.sql) throw new Error(`The prepared statement ${name} has more than one text.`);
  return query;
}

/**
 * Runs a statement that Postgres parses and plans once a connection instead of each time. The text under a name never varies, so a
 * connection keeps as many plans as there are callers of this module.
 */
export async function executePrepared<D, R>(
  db: Transaction<D>,
  name: string,
  statement: Statement<D, R>,
): Promise<R[]> {
  return (await db.executeQuery(compile(db, name, statement))).rows;
}

/** The same for a statement whose answer is not needed: the transaction goes on at once, and its next statement or its commit fails if this one did. */
export async function sendPrepared<D>(
  db: Transaction<D>,
  name: string,
  statement: Statement<D, unknown>,
): Promise<void> {
  const query = compile(db, name, statement);
  ahead.add(query);
  await db.executeQuery(query);
}

export const goesAhead = (query: CompiledQuery): boolean => ahead.has(query);

/** The name under which a connection keeps the statement, if it does. */
export const preparedName = (text: string): string | undefined => names.get(text);

/** A pooler in transaction mode, such as Supabase's at port 6543, gives each transaction another connection, without its statements. */
export function keepsStatements(databaseUrl: string): boolean {
  const { port, searchParams } = new URL(databaseUrl);
  return port !== "6543" && searchParams.get("pgbouncer") !== "true";
}
