import { join } from "node:path";
import { startChild } from "./child";
import type { Keys } from "./keys";
import type { RunningPart } from "./supervisor";

type Options = {
  home: string;
  port: number;
  keys: Keys;
  /** The application as n8n reaches it. */
  appUrl?: string;
  /** `version`: of an n8n that is started here. */
  n8n: { url: string; ownerEmail?: string; apiKey?: string; version?: string };
  /** Whether it tries the ways out of this machine, at servers of others. */
  triesWaysOut?: boolean;
  signal: AbortSignal;
};

/** Written by the sidecar, read by n8n's hook: which workspaces are frozen. */
export const freezeDirOf = (home: string): string => join(home, "frozen");

/** Written by n8n, followed by the sidecar: its events, node by node. */
export const eventLogOf = (home: string): string => join(home, "n8n", "events.log");

/** The sidecar beside n8n, ready when its health route answers. */
export function startSidecar(options: Options): Promise<RunningPart> {
  const { home, port, keys, appUrl, n8n, triesWaysOut = false, signal } = options;
  const access = n8n.apiKey
    ? { N8N_API_KEY: n8n.apiKey }
    : { N8N_OWNER_EMAIL: n8n.ownerEmail, N8N_OWNER_PASSWORD: keys.n8nOwnerPassword };
  return startChild({
    name: "sidecar",
    home,
    args: ["--import", "tsx", "sidecar/src/main.ts"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      NODE_ENV: "production",
      SIDECAR_PORT: String(port),
      SIDECAR_DATA_DIR: join(home, "sidecar"),
      SIDECAR_FREEZE_DIR: freezeDirOf(home),
      SIDECAR_VERIFY_KEY: keys.sidecarVerifyKey,
      INSTANCE_KEY: keys.instanceKey,
      SIDECAR_EGRESS_CHECK: String(triesWaysOut),
      N8N_EVENT_LOG: eventLogOf(home),
      N8N_URL: n8n.url,
      ...(n8n.version !== undefined && { N8N_VERSION: n8n.version }),
      ...(appUrl !== undefined && { GREENLIGHT_URL: appUrl }),
      ...access,
    },
    logFile: join(home, "logs", "sidecar.log"),
    readyUrl: `http://127.0.0.1:${port}/api/health`,
    readyWithinMs: 60_000,
    graceMs: 15_000,
    signal,
  });
}
