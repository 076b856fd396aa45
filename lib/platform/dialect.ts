import {
  PostgresDialect,
  PostgresDriver,
  type AbortableOperationOptions,
  type DatabaseConnection,
  type Driver,
} from "kysely";
import type { Pool } from "pg";
import { goesAhead } from "./prepared";

type Connection = Parameters<PostgresDriver["rollbackTransaction"]>[0];

const BEGIN = /^(begin|start transaction)\b/;

/**
 * Sends `begin`, and the statements of which only the success matters, without waiting for their answers. The statement after them waits
 * for theirs as well and fails with the first error among them; the commit is one. Needs clients with `pipeline`.
 */
class PipelinedDriver extends PostgresDriver {
  /** The statements that a connection sent and that are not answered yet. */
  readonly #ahead = new WeakMap<DatabaseConnection, Promise<unknown>[]>();

  override async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(options);
    if (!this.#ahead.has(connection)) this.#pipeline(connection);
    return connection;
  }

  #pipeline(connection: DatabaseConnection): void {
    const ahead: Promise<unknown>[] = [];
    this.#ahead.set(connection, ahead);
    const send = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, ...more) => {
      const answer = send<never>(query, ...more);
      // It is awaited below, or by a later statement.
      answer.catch(() => undefined);
      if (BEGIN.test(query.sql) || goesAhead(query)) {
        ahead.push(answer);
        return { rows: [] };
      }
      await Promise.all(ahead.splice(0));
      return answer;
    };
  }

  override async rollbackTransaction(connection: Connection): Promise<void> {
    this.#ahead.get(connection)?.splice(0);
    await super.rollbackTransaction(connection);
  }
}

export class PipelinedDialect extends PostgresDialect {
  constructor(private readonly pool: Pool) {
    super({ pool });
  }

  override createDriver(): Driver {
    return new PipelinedDriver({ pool: this.pool });
  }
}
