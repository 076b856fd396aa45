import pino from "pino";
import { env } from "./env";

let root: pino.Logger | undefined;

/** JSON lines on stdout; credentials are cut out by name wherever they appear. */
export function log(): pino.Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: {
      paths: ["password", "token", "authorization", "*.password", "*.token", "*.authorization", "*.data", "*.cookie"],
      censor: "[redacted]",
    },
  });
  return root;
}
