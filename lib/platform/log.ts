import pino from "pino";
import { env } from "./env";
import { redact } from "./redact";

let root: pino.Logger | undefined;

const withoutSecrets = (error: Error): unknown => redact(pino.stdSerializers.err(error));

/** JSON lines on stdout. Whatever is logged is copied without secrets first, by name and by shape, at any depth. */
export function log(): pino.Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    serializers: { err: withoutSecrets, error: withoutSecrets },
    formatters: { log: (line) => redact(line) as Record<string, unknown> },
    hooks: {
      logMethod(args, method) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === "string" ? redact(arg) : arg)) as Parameters<typeof method>,
        );
      },
    },
  });
  return root;
}
