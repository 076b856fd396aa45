import { inspect } from "node:util";
import { processWide } from "./process-wide";
import { redact, redactText } from "./redact";

const METHODS = ["error", "warn", "log", "info", "debug", "trace"] as const;

/** An error as the console shows it: its stack, then its own fields and its causes. */
function printed(value: unknown): unknown {
  if (!(value instanceof Error)) return redact(value);
  const { stack = String(value), message: _message, cause, ...fields } = value as Error & Record<string, unknown>;
  const inner = value instanceof AggregateError ? value.errors : [];
  const more = { ...fields, ...(cause !== undefined && { cause }), ...(inner.length > 0 && { errors: inner }) };
  const text = redactText(stack);
  return Object.keys(more).length === 0 ? text : `${text} ${inspect(redact(more), { depth: 8 })}`;
}

/**
 * From here on nothing that is written to the console shows a secret: errors that nothing caught are written there as they are, by Next and
 * by packages. A diagnostic report, which an operator may ask Node for, leaves the environment out, with the installation's keys.
 */
export function redactConsole(): void {
  if (process.report) process.report.excludeEnv = true;
  processWide("redacted-console", () => {
    for (const method of METHODS) {
      const write = console[method].bind(console);
      console[method] = (...args: unknown[]) => write(...args.map(printed));
    }
    return true;
  });
}

/** Has an error that nothing caught end the process as Node does, which would print it as it is. */
export function exitOnCrash(): void {
  redactConsole();
  const end = (error: unknown): never => {
    console.error("The process ends: an error that nothing caught.", error);
    process.exit(1);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
}
