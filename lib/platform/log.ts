import pino from "pino";
import { env } from "./env";
import { redact, redactText } from "./redact";

/** Without `child`: what is bound to one, pino writes as it is. */
type Log = Pick<pino.Logger, "debug" | "info" | "warn" | "error">;

let root: Log | undefined;

const clean = (fields: object): Record<string, unknown> => redact(fields) as Record<string, unknown>;

/** An error alone is its own message, which pino would take from it as it is. */
const withMessage = (args: unknown[]): unknown[] => {
  const [error, ...rest] = args;
  return error instanceof Error && rest.length === 0 ? [error, redactText(error.message)] : args;
};

/** JSON lines on stdout. Every log line is copied without secrets first, by name and by shape, at any depth. */
export function log(): Log {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    // Errors are plain fields by now: pino's own serialiser would add the removed parts again.
    serializers: { err: (fields: unknown) => fields },
    formatters: { log: clean },
    hooks: {
      logMethod(args, method) {
        const [first, ...rest] = withMessage(args);
        const cleaned = [typeof first === "string" ? redactText(first) : first, ...rest.map((arg) => redact(arg))];
        method.apply(this, cleaned as Parameters<typeof method>);
      },
    },
  });
  return root;
}
