import "./plain-words";
import { ZodError } from "zod";
import { AppError, type ErrorKind } from "@/lib/platform/errors";
import { isDataError, isUniqueViolation, toDatabaseError } from "@/lib/platform/database-errors";

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  over_budget: 402,
  forbidden: 403,
  not_found: 404,
  wrong_method: 405,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  impossible: 422,
  rate_limited: 429,
  internal: 500,
  upstream: 502,
  unavailable: 503,
};

function fromZod(error: ZodError): AppError {
  const issues = error.issues.map((issue) => ({ field: issue.path.join("."), problem: issue.message }));
  const [first] = issues;
  const index = error.issues[0]?.path[0];
  const inBatch = typeof index === "number";
  const message = first?.field
    ? `${inBatch ? ofBatch(first.field) : first.field} ${first.problem}`
    : (first?.problem ?? "The request is not valid.");
  return new AppError("invalid", message, {
    code: "request.invalid",
    details: { field: first?.field ?? null, ...(inBatch && { index }), issues },
  });
}

/** A place in a batch as people say it: its number, from 0 as in `rejected`, is no name of a field. */
function ofBatch(path: string): string {
  const [index = "", ...field] = path.split(".");
  return field.length > 0 ? `${field.join(".")} of number ${index} (from 0)` : `Number ${index} (from 0):`;
}

/** Any thrown value as the error it stands for. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return fromZod(error);
  const known = toDatabaseError(error);
  return known instanceof AppError
    ? known
    : (fromConstraint(known) ?? new AppError("internal", "Unexpected error", { cause: error }));
}

/** The database refused to store it; a verb that expects this says so in better words. */
function fromConstraint(cause: unknown): AppError | null {
  if (isUniqueViolation(cause)) {
    const sentence = "This exists already, or was made at the same moment. Look again before you try once more.";
    return new AppError("conflict", sentence, { code: "database.duplicate", cause });
  }
  if (isDataError(cause)) {
    const sentence =
      "A value in this request cannot be stored or searched for: a text, a time or a number out of range.";
    return new AppError("invalid", sentence, { code: "request.invalid", cause });
  }
  return null;
}

/** The contract's error body: a sentence, a code, the request id; a 5xx keeps its internals to itself. */
export function toErrorResponse(error: unknown, requestId: string): Response {
  const app = toAppError(error);
  const status = STATUS[app.kind];
  const hidden = app.kind === "internal";
  const body = {
    error: hidden ? "Something went wrong on our side. Try again; if it stays, tell us the request id." : app.message,
    code: app.code,
    request_id: requestId,
    ...(!hidden && shownOf(app)),
  };
  return Response.json(body, { status, headers: headersOf(app) });
}

/** Of another service's failure only what was put there for the caller: its own words can hold anything. */
function shownOf({ kind, details }: AppError): Record<string, unknown> {
  if (kind !== "upstream" && kind !== "unavailable") return details;
  const { excerpt: _excerpt, issues: _issues, ...shown } = details;
  return shown;
}

function headersOf({ kind, details }: AppError): Record<string, string> {
  if (kind === "wrong_method") return { allow: String(details.allow).replaceAll(",", ", ") };
  if (kind !== "unavailable" && kind !== "rate_limited") return {};
  return { "retry-after": String(details.retry_after_seconds ?? 2) };
}
