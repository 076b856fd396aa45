import type { Outcome } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";

/** Answers after which a request may have been carried out all the same. */
const OPEN = /\.(timeout|broken_off|bad_answer|too_large|http_5\d\d|http_408)$/;

/**
 * An error as the outcome of an action: `failed` when certainly nothing happened, `unknown` when the provider may have acted. An error of
 * our own is thrown on.
 */
export function outcomeOf(provider: string, error: unknown): Outcome {
  if (!(error instanceof AppError)) throw error;
  if (OPEN.test(error.code))
    return { status: "unknown", provider, words: `${error.message} Whether it acted is looked up.` };
  const refused = REFUSED[error.code.replace(/^.*\./, "")];
  return { status: "failed", provider, code: error.code, words: refused ?? error.message };
}

const REFUSED: Record<string, string> = {
  http_401: "The provider refused the key. Test the integration, and replace its key.",
  http_403: "The provider does not allow this account to do that. Test the integration.",
  http_404: "The provider does not know the place, or the key may not see it.",
  http_429: "The provider takes no more requests for now. Nothing was done; retry it later.",
};
