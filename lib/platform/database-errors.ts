import { AppError } from "./errors";

const CONNECTION = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
/** Class 08 connection, 53 resources, 57P operator intervention (restart), 40 serialisation and deadlock; a statement it ended. */
const TRANSIENT = /^(08|53|57P|57014|40)/;
/** What pg itself says, without a code, about a connection that is gone or cannot be had. */
const GONE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable)/;

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** True when a unique index refused the row. `index` narrows it to one. */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  if (codeOf(error) !== "23505") return false;
  return index === undefined || (error as { constraint?: string }).constraint === index;
}

/** True when a row names another row that is not there, by this constraint. */
export const isForeignKeyViolation = (error: unknown, constraint: string): boolean =>
  codeOf(error) === "23503" && (error as { constraint?: string }).constraint === constraint;

/** True when the database rolled back one of two transactions that waited for each other, also behind an AppError. */
export function isDeadlock(error: unknown): boolean {
  return codeOf(error instanceof AppError ? error.cause : error) === "40P01";
}

/** True when a statement gave up, because a lock, the work itself or the network took longer than it was allowed. */
export function isTimeout(error: unknown): boolean {
  return ["55P03", "57014", "ETIMEDOUT"].includes(codeOf(error instanceof AppError ? error.cause : error));
}

/** A database that is away becomes `unavailable` (503, retryable); every other error passes through. */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const away = CONNECTION.has(code) || TRANSIENT.test(code) || (error instanceof Error && GONE.test(error.message));
  if (!away) return error;
  return new AppError("unavailable", "The database is not answering. Try again in a few seconds.", {
    code: "database.unavailable",
    cause: error,
  });
}
