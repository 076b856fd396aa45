import { z } from "zod";

const key = z.string().regex(/^[0-9a-f]{64}$/i, "must be 32 bytes as 64 hex characters");
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);
const keys = list.pipe(z.array(key));
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const port = z.coerce.number().int().min(0).max(65535);

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_URL: z.url().optional(),
  GREENLIGHT_HOME: z.string().default(".local"),
  DATABASE_URL: z.string().startsWith("postgres"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(20),
  CLERK_SECRET_KEY: z.string().optional(),
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: z.string().optional(),
  CLERK_JWT_KEY: z.string().optional(),
  CLERK_WEBHOOK_SIGNING_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
  /** Clerk user ids, comma-separated. */
  SUPER_ADMIN_IDS: list.optional(),
  /** Set by `npm start` when no Clerk keys are configured: the private key file of the local issuer. */
  LOCAL_IDENTITY_KEY_FILE: z.string().optional(),
  ENCRYPTION_MASTER_KEY: key,
  /** Older keys that may still have sealed something, newest first, comma-separated. */
  ENCRYPTION_MASTER_KEY_PREVIOUS: keys.optional(),
  PROJECT_INTEGRATION_ENCRYPTION_KEY: key.optional(),
  PROJECT_INTEGRATION_ENCRYPTION_KEY_PREVIOUS: keys.optional(),
  /** Opens every workspace's machine doors, for debugging and migration; only when the second is `true`. Each use is audited. */
  DASH_WEBHOOK_TOKEN: z.string().min(32, "must have at least 32 characters").optional(),
  ALLOW_GLOBAL_WEBHOOK_TOKEN: flag.optional(),
  LOCAL_MODE: flag.optional(),
  LOCAL_N8N_IP: z.string().default("127.0.0.1"),
  LOCAL_SIDECAR_URL: z.url().optional(),
  N8N_URL: z.url().optional(),
  /** The control plane's Ed25519 private key (PKCS 8 PEM): signs commands to sidecars. */
  SIDECAR_SIGNING_KEY: z.string().optional(),
  DIGITALOCEAN_API_TOKEN: z.string().optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().optional(),
  LLM_MODEL: z.string().optional(),
  /** A JSON file of what models cost by the operator's word, read at boot. */
  MODEL_PRICES_FILE: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_API_URL: z.url().optional(),
  /** The domain that the application's own mail comes from: `greenlight@<domain>`. */
  EMAIL_DOMAIN: z.string().optional(),
  /** The installation's own accounts, for companies that connected none. */
  META_ACCESS_TOKEN: z.string().optional(),
  GITHUB_TOKEN: z.string().optional(),
  VERCEL_TOKEN: z.string().optional(),
  SUPABASE_URL: z.url().optional(),
  SUPABASE_ANON_KEY: z.string().optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().optional(),
  SUPABASE_JWT_SECRET: z.string().optional(),
  /** How many proxies in front of the application append to `x-forwarded-for`. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** The built-in mailbox of `npm start`: an SMTP catcher and the folder it writes to. */
  TEST_MAILBOX_HOST: z.string().optional(),
  TEST_MAILBOX_PORT: port.optional(),
  OUTBOX_DIR: z.string().optional(),
  WORKER_MODE: z.enum(["in-process", "standalone", "off"]).default("in-process"),
  /** Set by Vercel, which leads each request to its route by itself. */
  VERCEL: z.string().optional(),
  /** Each hides something whole (features.ts). */
  FEATURE_PROJECT_EVENTS: flag.default(true),
  FEATURE_PROJECT_INTEGRATIONS: flag.default(true),
  FEATURE_PROJECT_KPI_INGESTION: flag.default(true),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Env = z.infer<typeof Env>;

/** A group is configured whole or not at all. */
export const GROUPS: readonly (readonly (keyof Env)[])[] = [
  ["CLERK_SECRET_KEY", "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"],
  ["TEST_MAILBOX_HOST", "TEST_MAILBOX_PORT", "OUTBOX_DIR"],
  ["LOCAL_SIDECAR_URL", "SIDECAR_SIGNING_KEY"],
  ["RESEND_API_KEY", "EMAIL_DOMAIN"],
  ["SUPABASE_URL", "SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_JWT_SECRET"],
];

/** Parses an environment; throws one sentence that names what is missing or wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Env.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
    throw new Error(`The environment is not usable: ${problems.join("; ")}.`);
  }
  for (const group of GROUPS) {
    const missing = group.filter((name) => parsed.data[name] === undefined);
    if (missing.length > 0 && missing.length < group.length) {
      const present = group.filter((name) => !missing.includes(name));
      throw new Error(
        `${present.join(" and ")} is set but ${missing.join(" and ")} is missing: set all of them or none.`,
      );
    }
  }
  return parsed.data;
}

let parsedEnv: Env | undefined;

/** The environment, validated once. */
export function env(): Env {
  parsedEnv ??= parseEnv(process.env);
  return parsedEnv;
}

/** Whether this machine is the operator's own: LOCAL_MODE, and without it, the absence of a machine vendor. */
export const isLocalMode = (
  { LOCAL_MODE, DIGITALOCEAN_API_TOKEN }: Pick<Env, "LOCAL_MODE" | "DIGITALOCEAN_API_TOKEN"> = env(),
): boolean => LOCAL_MODE ?? DIGITALOCEAN_API_TOKEN === undefined;

/** The public address without a trailing slash: used in links, webhooks and templates. */
export function appUrl(): string {
  const { APP_URL, HOST, PORT } = env();
  return (APP_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, "");
}
