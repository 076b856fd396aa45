import { AppError } from "./errors";

const CONNECTION = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
/** Class 08 connection, 53 resources, 57P operator intervention (restart). */
const AWAY = /^(08|53|57P)/;
/** A lock that another transaction holds, also as a deadlock (40P01) or a snapshot that another one has overtaken (40001). */
const TAKEN = /^(55P03|40)/;
/** A statement that was ended because it took too long. */
const SLOW = "57014";
/** Messages that pg throws without a code when a connection is gone or cannot be opened. */
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

/** True when a value is none the database can hold: out of range, or of characters that it refuses (class 22). */
export const isDataError = (error: unknown): boolean => codeOf(error).startsWith("22");

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

const unavailable = (code: string, message: string, cause: unknown): AppError =>
  new AppError("unavailable", `${message} Try again in a few seconds.`, { code: `database.${code}`, cause });

/** Whether an error is trouble of the database that passes: away, slow, or busy with another transaction. */
export const isDatabaseTrouble = (error: unknown): boolean =>
  error instanceof AppError && ["database.unavailable", "database.busy", "database.slow"].includes(error.code);

/**
 * Trouble of the database as what it is, each 503 and retryable: `database.unavailable` while it is away, `database.busy` when another
 * transaction holds what this one needs, `database.slow` when a statement took too long. Every other error passes through.
 */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (TAKEN.test(code)) return unavailable("busy", "Another change of the same thing is under way.", error);
  if (code === SLOW) return unavailable("slow", "The database took too long over this.", error);
  const away = CONNECTION.has(code) || AWAY.test(code) || (error instanceof Error && GONE.test(error.message));
  return away ? unavailable("unavailable", "The database is not answering.", error) : error;
}
