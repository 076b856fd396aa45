import type { CompiledQuery, Transaction } from "kysely";

type Statement<D, R> = { compile(db: Transaction<D>): CompiledQuery<R> };

const texts = new Map<string, string>();
const names = new Map<string, string>();
/** Judges the rows of a statement that was sent ahead. */
type Check = (rows: never[]) => void;
const ahead = new WeakMap<CompiledQuery, Check | null>();

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

type Checked<D, R> = { statement: Statement<D, R>; check: ((rows: R[]) => void) | null };

/**
 * The same for a statement whose answer is not needed at once: the transaction goes on, and its next statement or its commit fails if this
 * one did. Nothing is committed before `check` has passed.
 */
export async function sendChecked<D, R>(
  db: Transaction<D>,
  name: string,
  { statement, check }: Checked<D, R>,
): Promise<void> {
  const query = compile(db, name, statement);
  ahead.set(query, check as Check | null);
  await db.executeQuery(query);
}

/** The same without a check. */
export const sendPrepared = <D>(db: Transaction<D>, name: string, statement: Statement<D, unknown>): Promise<void> =>
  sendChecked(db, name, { statement, check: null });

export const goesAhead = (query: CompiledQuery): boolean => ahead.has(query);
export const checkOf = (query: CompiledQuery): Check | null => ahead.get(query) ?? null;

/** The name under which a connection keeps the statement, if it does. */
export const preparedName = (text: string): string | undefined => names.get(text);

/** A pooler in transaction mode, such as Supabase's at port 6543, gives each transaction another connection, without its statements. */
export function keepsStatements(databaseUrl: string): boolean {
  const { port, searchParams } = new URL(databaseUrl);
  return port !== "6543" && searchParams.get("pgbouncer") !== "true";
}
