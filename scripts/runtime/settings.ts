import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { z } from "zod";
import { readPriceFile } from "@/lib/metering/spending/price-file";
import { parseEnv } from "@/lib/platform/env";
import { repositoryRoot } from "./home";

const Port = (fallback: number): z.ZodType<number> => z.coerce.number().int().min(0).max(65_535).default(fallback);

const Settings = z.object({
  PORT: Port(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  GREENLIGHT_HOME: z.string().default(".local"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  N8N_MODE: z.enum(["local", "external", "off"]).default("local"),
  N8N_PORT: Port(5678),
  N8N_URL: z.url().optional(),
  N8N_API_KEY: z.string().optional(),
  N8N_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SIDECAR_PORT: Port(3100),
  EGRESS_CHECK: z.stringbool("must be true or false").default(false),
  SMTP_CATCHER_PORT: Port(0),
  LOCAL_MODE: z.stringbool("must be true or false").optional(),
  DIGITALOCEAN_API_TOKEN: z.string().optional(),
  MODEL_PRICES_FILE: z.string().optional(),
  CLERK_SECRET_KEY: z.string().optional(),
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: z.string().optional(),
  CLERK_JWT_KEY: z.string().optional(),
});
export type Settings = z.infer<typeof Settings>;

/** The settings of this start, from the environment and `.env`; a variable that cannot be used is named in one sentence. */
export function readSettings({ startsN8n = true } = {}): Settings {
  const file = join(repositoryRoot, ".env");
  if (existsSync(file)) loadEnvFile(file);
  const settings = parseSettings(process.env);
  // A script that starts no n8n needs no database for it.
  if (startsN8n) requireDatabaseForN8n(settings);
  if (settings.MODEL_PRICES_FILE) readPriceFile(settings.MODEL_PRICES_FILE);
  return settings;
}

/** In place of what a start provides itself, for the check of the operator's part. */
const PROVIDED = {
  DATABASE_URL: "postgresql://greenlight@127.0.0.1/greenlight",
  ENCRYPTION_MASTER_KEY: "0".repeat(64),
  CLERK_SECRET_KEY: "provided",
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "provided",
  LOCAL_SIDECAR_URL: "http://127.0.0.1:1",
  SIDECAR_SIGNING_KEY: "provided",
  TEST_MAILBOX_HOST: "127.0.0.1",
  TEST_MAILBOX_PORT: "1",
  OUTBOX_DIR: "provided",
};

/** The application would refuse these settings, too, but only after every other part has started. */
function requireUsableByApplication(given: Record<string, string | undefined>): void {
  parseEnv({ ...PROVIDED, ...given });
}

/** Parses an environment without looking at anything else. */
export function parseSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = Settings.safeParse(given);
  if (parsed.success) {
    const settings = requireWholeGroups(parsed.data);
    requireUsableByApplication(given);
    return settings;
  }
  const [issue] = parsed.error.issues;
  throw new Error(
    `${String(issue?.path[0])} cannot be used (${issue?.message}): correct it in the environment or in .env.`,
  );
}

function requireWholeGroups(settings: Settings): Settings {
  const clerk = ["CLERK_SECRET_KEY", "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"] as const;
  requireTogether(settings, clerk);
  if (settings.CLERK_JWT_KEY) requireTogether(settings, ["CLERK_JWT_KEY", ...clerk]);
  if (settings.N8N_MODE === "external") requireTogether(settings, ["N8N_MODE", "N8N_URL", "N8N_API_KEY"]);
  return settings;
}

/** The embedded Postgres has a database for n8n; one that is configured elsewhere may not. */
export function requireDatabaseForN8n({ N8N_MODE, DATABASE_URL, N8N_DATABASE_URL }: Settings): void {
  if (N8N_MODE !== "local" || !DATABASE_URL || N8N_DATABASE_URL) return;
  throw new Error(
    "DATABASE_URL is set, and n8n needs a database of its own: set N8N_DATABASE_URL, or N8N_MODE=external with N8N_URL and N8N_API_KEY, or N8N_MODE=off.",
  );
}

function requireTogether(settings: Settings, names: readonly (keyof Settings)[]): void {
  const present = names.filter((name) => settings[name]);
  const missing = names.filter((name) => !settings[name]);
  if (!present.length || !missing.length) return;
  throw new Error(
    `${missing.join(" and ")} is missing although ${present.join(" and ")} is set: set all of them or none.`,
  );
}
