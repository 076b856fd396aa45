import type { ErrorResponse } from "resend";
import { AppError } from "@/lib/platform/errors";

type Answer = { id: string | undefined; error: ErrorResponse | null };

const away = (message: string, details: Record<string, unknown>): AppError =>
  new AppError("unavailable", message, { code: "mail.unavailable", details });

/** Resend's answer as an error of ours, null if the mail is theirs to deliver now. Their errors: resend.com/docs/api-reference/errors. */
export function toMailError({ id, error }: Answer): AppError | null {
  if (!error) return id ? null : away("The mail provider answered something unreadable. We try again.", {});
  // The body of a failure, untyped: a gateway in between may answer something else than the vendor's types promise.
  const { name, statusCode: status, message }: Partial<ErrorResponse> = error;
  // The same key with another text: the mail went out before, and the workspace was renamed since.
  if (name === "invalid_idempotent_request") return null;
  const details = { status, name };
  if (typeof status !== "number") return away("The mail provider cannot be reached. We try again.", details);
  const passing = status === 429 || status >= 500 || name === "concurrent_idempotent_requests";
  if (passing) return away(`The mail provider cannot take the mail now (${name}). We try again.`, details);
  return new AppError("upstream", `The mail provider refused the mail: ${String(message ?? name).slice(0, 300)}`, {
    code: "mail.refused",
    retryable: false,
    details,
  });
}
