import { AppError } from "@/lib/platform/errors";
import { brokenOff } from "../http/request-json";
import { refused } from "./uncounted";

type Failure = { vendor: string; error: unknown; hasWritten: boolean };

/** The failure of a call that the AI SDK made, with the codes of `requestJson`: its own error where the transport failed, else what an adapter says. */
export function vendorError({ vendor, error, hasWritten }: Failure): AppError {
  const known = ownErrorIn(error);
  if (known) return known;
  const status = statusOf(error);
  if (status !== null)
    return new AppError(status === 429 || status >= 500 ? "unavailable" : "upstream", `${vendor} answered ${status}.`, {
      code: `${vendor}.http_${status}`,
      cause: error,
    });
  if (isUnreadable(error, hasWritten))
    return new AppError("upstream", `${vendor} answered something unreadable. Try again shortly.`, {
      code: `${vendor}.bad_answer`,
      cause: error,
    });
  return hasWritten ? brokenOff(vendor, error) : refused(vendor, error);
}

/** The SDK wraps errors of the transport into its own. */
function ownErrorIn(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at;
  return null;
}

const statusOf = (error: unknown): number | null =>
  error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" && error.statusCode >= 400
    ? error.statusCode
    : null;

const UNREADABLE = /^AI_(JSONParseError|TypeValidationError)$/;
/** In the middle of an answer it means that the end did not come. */
const INCOMPLETE = /^AI_(InvalidResponseDataError|EmptyResponseBodyError)$/;

function isUnreadable(error: unknown, hasWritten: boolean): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (UNREADABLE.test(at.name) || (!hasWritten && INCOMPLETE.test(at.name))) return true;
  return false;
}
