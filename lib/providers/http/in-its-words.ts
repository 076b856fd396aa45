import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { statusOf } from "@/lib/providers/accounts/run-steps";

const Refusal = z.object({ message: z.string() });

/** A vendor's final refusal as a sentence with its own words; every other error as it is, and so is 404. */
export function inItsWords(vendor: string, error: unknown): unknown {
  const status = statusOf(error);
  if (!(error instanceof AppError) || error.retryable || status === null || status === 404) return error;
  const { code, details } = error;
  const message = `${vendor} refused: ${wordsOf(details.excerpt) || error.message}`;
  return new AppError("impossible", message, { code, details, cause: error });
}

function wordsOf(excerpt: unknown): string {
  try {
    return Refusal.safeParse(JSON.parse(String(excerpt))).data?.message ?? "";
  } catch {
    // The excerpt was cut, or is no JSON.
    return "";
  }
}
