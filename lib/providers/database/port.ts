/** A file of statements that a database gets once, in the order of the names. */
export type Migration = { name: string; sql: string };

export type Login = { name: string; password: string };

/** A database of one company, with a login that reaches no other one. */
export interface Databases {
  /** Makes the database and its login, or gives the login of a present one this password. */
  create(login: Login, signal: AbortSignal): Promise<{ url: string }>;
  /** Where the login finds its database; 503 `company_database.missing` at a provider that has none of that name. */
  urlOf(login: Login, signal: AbortSignal): Promise<string>;
  /** Applies those that the database does not have yet, each in a transaction of its own; answers how many. */
  migrate(url: string, migrations: readonly Migration[], signal: AbortSignal): Promise<number>;
  /** Hands over each row of every table that the login has made, as a line of JSON, in the order of the tables' names. */
  readRows(
    url: string,
    take: (row: { table: string; line: string }) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  exists(name: string, signal: AbortSignal): Promise<boolean>;
  /** Takes database and login away, and answers that neither is there when it is so. */
  remove(name: string, signal: AbortSignal): Promise<void>;
}
