import {
  PostgresDialect,
  PostgresDriver,
  type AbortableOperationOptions,
  type DatabaseConnection,
  type Driver,
} from "kysely";
import type { Pool } from "pg";
import { checkOf, goesAhead } from "./prepared";

type Connection = Parameters<PostgresDriver["rollbackTransaction"]>[0];

const BEGIN = /^(begin|start transaction)\b/;
const COMMIT = "commit";

/** The statements that a connection sent and that are not answered yet, and the checks of its transaction. */
type Sent = { all: Promise<unknown>[]; checks: Promise<unknown>[] };

/**
 * Sends `begin`, and the statements whose answer is not needed at once, without waiting for their answers. The statement after them waits
 * for theirs as well and fails with the first error among them; the commit is one, and is not sent before every check has passed. Needs
 * clients with `pipeline`.
 */
class PipelinedDriver extends PostgresDriver {
  readonly #sent = new WeakMap<DatabaseConnection, Sent>();

  override async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection(options);
    if (!this.#sent.has(connection)) this.#pipeline(connection);
    return connection;
  }

  #pipeline(connection: DatabaseConnection): void {
    const sent: Sent = { all: [], checks: [] };
    this.#sent.set(connection, sent);
    const send = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, ...more) => {
      if (BEGIN.test(query.sql)) sent.checks.splice(0);
      // Also after a caller who swallowed what a check threw.
      if (query.sql === COMMIT) await Promise.all(sent.checks);
      const answer = send<never>(query, ...more);
      // It is awaited below, or by a later statement.
      answer.catch(() => undefined);
      if (BEGIN.test(query.sql) || goesAhead(query)) {
        keep(sent, answer, checkOf(query));
        return { rows: [] };
      }
      await Promise.all(sent.all.splice(0));
      return answer;
    };
  }

  override async rollbackTransaction(connection: Connection): Promise<void> {
    this.#sent.get(connection)?.all.splice(0);
    await super.rollbackTransaction(connection);
  }
}

function keep(sent: Sent, answer: Promise<{ rows: never[] }>, check: ReturnType<typeof checkOf>): void {
  if (check === null) return void sent.all.push(answer);
  const checked = answer.then(({ rows }) => check(rows));
  checked.catch(() => undefined);
  sent.all.push(checked);
  sent.checks.push(checked);
}

export class PipelinedDialect extends PostgresDialect {
  constructor(private readonly pool: Pool) {
    super({ pool });
  }

  override createDriver(): Driver {
    return new PipelinedDriver({ pool: this.pool });
  }
}
