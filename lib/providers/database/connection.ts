import { Client, DatabaseError } from "pg";
import { AppError } from "@/lib/platform/errors";

const CONNECT_MS = 10_000;

/** Runs statements on one connection of its own; 503 `company_database.unavailable` where the server does not answer. */
export async function connected<T>(url: string, signal: AbortSignal, run: (client: Client) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // A connection that breaks between two statements says so to the next one.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await run(client);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    signal.throwIfAborted();
    throw failureOf(cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Connections that break, full servers, locks and conflicts pass; everything else is refused again. */
const PASSES = /^(08|40|53|55|57)/;

function failureOf(cause: unknown): AppError {
  if (!(cause instanceof DatabaseError) || PASSES.test(cause.code ?? "08"))
    return unavailable("The database server did not answer.", cause);
  const said = `The database server refused it (${cause.code}).`;
  return new AppError("internal", said, { code: "company_database.refused", retryable: false, cause });
}

export const unavailable = (message: string, cause?: unknown): AppError =>
  new AppError("unavailable", message, { code: "company_database.unavailable", retryable: true, cause });
