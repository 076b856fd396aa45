import { AppError } from "@/lib/platform/errors";
import { redactText } from "@/lib/platform/redact";
import { oneLine } from "@/lib/platform/text";

const LONGEST_WORDS = 200;

const SENTENCES: readonly [match: RegExp, sentence: string][] = [
  [/\.http_(400|404|422)$/, "The model server refused this call: check the model's name and the call's parameters."],
  [/\.http_(401|403)$/, "The model server refused Greenlight's key. Ask the operator to check its configuration."],
  [/\.http_(429|503)$/, "The model server is busy. Try again shortly."],
  [/\.(unreachable|timeout)$/, "The model server does not answer. Try again shortly."],
  [/\.broken_off$/, "The model server broke off in the middle of its answer. Try again shortly."],
];

/** The vendor's words for the author of a workflow: one line, cut, without anything that looks like a secret. */
function wordsOf({ excerpt }: Record<string, unknown>): { model_says?: string } {
  if (typeof excerpt !== "string" || excerpt.trim() === "") return {};
  return { model_says: redactText(oneLine(excerpt)).slice(0, LONGEST_WORDS).toWellFormed() };
}

/** A failure of the model server in our words, with its own only as `model_says`; every other error passes through. */
export function toModelError(error: unknown): unknown {
  if (!(error instanceof AppError) || (error.kind !== "upstream" && error.kind !== "unavailable")) return error;
  const [, sentence] = SENTENCES.find(([match]) => match.test(error.code)) ?? [];
  if (sentence === undefined && !("excerpt" in error.details)) return error;
  const { excerpt: _excerpt, issues: _issues, ...details } = error.details;
  return new AppError(error.kind, sentence ?? "The model server failed on this call. Try again shortly.", {
    code: error.code,
    retryable: error.retryable,
    details: { ...details, ...wordsOf(error.details) },
    cause: error,
  });
}
