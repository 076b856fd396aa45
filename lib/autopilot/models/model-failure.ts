import { toModelError } from "@/lib/metering/llm-gateway/model-error";
import { AppError } from "@/lib/platform/errors";

/** The names of failures here, whichever vendor is behind them. */
const CODES: readonly [vendors: RegExp, ours: string][] = [
  [/\.(unreachable|timeout)$/, "model.unreachable"],
  [/\.http_(429|503|529)$/, "model.busy"],
  [/\.http_(401|403)$/, "model.key_refused"],
  [/\.http_4\d\d$|\.refused$/, "model.refused"],
  [/\.broken_off$/, "model.broken_off"],
  [/\.(bad_answer|too_large)$/, "model.bad_answer"],
  [/\.http_5\d\d$/, "model.failed"],
];

/** Where the gateway's sentence names a vendor. */
const SENTENCES: Readonly<Record<string, string>> = {
  "model.bad_answer": "The model server answered something unreadable. Try again shortly.",
  "model.refused": "The model server refused this call. Try again shortly.",
  "model.failed": "The model server failed on this call. Try again shortly.",
};

/** A failure of the model server with a code and a sentence that name no vendor; `details.vendor_code` keeps its own. Every other error passes through. */
export function modelFailure(error: unknown): unknown {
  const told = toModelError(error);
  if (!(told instanceof AppError)) return told;
  const [, code] = CODES.find(([vendors]) => vendors.test(told.code)) ?? [];
  if (code === undefined || told.code.startsWith("model.")) return told;
  return new AppError(told.kind, SENTENCES[code] ?? told.message, {
    code,
    retryable: told.retryable,
    details: { ...told.details, vendor_code: told.code },
    cause: error,
  });
}
