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
const image = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.:/_-]*@sha256:[0-9a-f]{64}$/, "must be an image by its digest: name@sha256:…");
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
  /** The public Ed25519 key (SPKI PEM) of the machine behind LOCAL_SIDECAR_URL: what that machine reports is signed with its other half. */
  LOCAL_INSTANCE_KEY: z.string().includes("BEGIN PUBLIC KEY", { error: "must be a PEM public key" }).optional(),
  /** Makes a machine for each workspace, unless LOCAL_MODE is true. */
  DIGITALOCEAN_API_TOKEN: z.string().optional(),
  DIGITALOCEAN_API_URL: z.url().default("https://api.digitalocean.com"),
  /** The images that machines run, each by its digest. */
  MACHINE_IMAGES: z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(z.strictObject({ n8n: image, sidecar: image, caddy: image }))
    .optional(),
  /** The most machines that are paid for at a time, and the most US dollars a month that they cost by list price. */
  MACHINE_LIMIT: z.coerce.number().int().min(1).max(10_000).default(10),
  MACHINE_MONTHLY_LIMIT: z.coerce.number().min(1).max(1_000_000).default(200),
  /** Called each minute while this installation watches its machines and works: silence is then noticed by a service outside. */
  OUTSIDE_PING_URL: z.url({ protocol: /^https?$/, error: "must be an address that begins with https://" }).optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().optional(),
  LLM_MODEL: z.string().optional(),
  /** A JSON file of what models cost by the operator's word, read at boot. */
  MODEL_PRICES_FILE: z.string().optional(),
  /** Google's OAuth client: lets people connect Gmail. */
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  /** For tests: a server on this machine instead of Google's. */
  GOOGLE_API_URL: z
    .url()
    .refine((url) => new URL(url).hostname === "127.0.0.1", "must be a server on 127.0.0.1")
    .optional(),
  /** For tests: a name server on this machine, asked in place of every other. */
  DNS_SERVER: z
    .string()
    .regex(/^127\.0\.0\.1:\d{1,5}$/, "must be a server on 127.0.0.1, like 127.0.0.1:5353")
    .optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_API_URL: z.url().optional(),
  RESEND_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
  /** The domain that the application's own mail comes from, `greenlight@<domain>`, and each company's: `<company>@<domain>`. */
  EMAIL_DOMAIN: z.string().toLowerCase().optional(),
  /** Sent along by a mail provider that signs nothing, in `x-webhook-secret`. */
  INBOUND_WEBHOOK_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  /** The installation's own accounts, for companies that connected none. */
  META_ACCESS_TOKEN: z.string().optional(),
  META_API_URL: z.url().optional(),
  META_AD_ACCOUNT_ID: z.string().optional(),
  GITHUB_TOKEN: z.string().optional(),
  GITHUB_API_URL: z.url().optional(),
  /** The user or organisation that holds the repositories of companies without an account of their own. */
  GITHUB_OWNER: z.string().optional(),
  CALENDLY_API_URL: z.url().optional(),
  /** Entri Connect: enters DNS records for founders who sign in at their DNS host. */
  ENTRI_APPLICATION_ID: z.string().optional(),
  ENTRI_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  ENTRI_API_URL: z.url().default("https://api.goentri.com"),
  VERCEL_TOKEN: z.string().optional(),
  VERCEL_API_URL: z.url().optional(),
  /** The team that holds the projects of companies' runtimes; without it, the account of the token. */
  VERCEL_TEAM_ID: z.string().optional(),
  /** Where paid companies' own runtimes are made: on this machine, or in the operator's accounts at GitHub, Neon and an application host. */
  RUNTIME_TARGET: z.enum(["local", "cloud"]).default("local"),
  /** The host of runtimes' applications with RUNTIME_TARGET=cloud. */
  RUNTIME_HOSTING: z.enum(["vercel", "render"]).default("vercel"),
  RENDER_API_KEY: z.string().optional(),
  /** The workspace at Render that the applications of companies' runtimes are in. */
  RENDER_OWNER_ID: z.string().optional(),
  RENDER_REGION: z.enum(["frankfurt", "ohio", "oregon", "singapore", "virginia"]).default("frankfurt"),
  RENDER_API_URL: z.url().default("https://api.render.com/v1"),
  NEON_API_KEY: z.string().optional(),
  /** The organisation that holds the databases of companies' runtimes. */
  NEON_ORG_ID: z.string().optional(),
  NEON_API_URL: z.url().default("https://console.neon.tech/api/v2"),
  /** Plans are sold through this account; without it administrators set them. */
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_API_URL: z.url().optional(),
  /** The endpoint's signing secrets, comma-separated while one is being replaced. */
  STRIPE_WEBHOOK_SECRET: list.pipe(z.array(z.string().startsWith("whsec_", "must begin with whsec_"))).optional(),
  /** The lookup key or the id of each plan's price. */
  STRIPE_PRICE_STARTER: z.string().default("greenlight_starter"),
  STRIPE_PRICE_PRO: z.string().default("greenlight_pro"),
  STRIPE_PRICE_ENTERPRISE: z.string().default("greenlight_enterprise"),
  /** Days that a workspace's first subscription is free. */
  STRIPE_TRIAL_DAYS: z.coerce.number().int().min(0).max(365).default(0),
  SUPABASE_URL: z.url().optional(),
  SUPABASE_ANON_KEY: z.string().optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().optional(),
  SUPABASE_JWT_SECRET: z.string().optional(),
  /** The workspace whose leads and emails another system keeps (`leads_ohio`). */
  OHIO_WORKSPACE_ID: z.uuid().optional(),
  /** How many proxies in front of the application append to `x-forwarded-for`. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** The built-in mailbox of `npm start`: an SMTP catcher and the folder it writes to. */
  TEST_MAILBOX_HOST: z.string().optional(),
  TEST_MAILBOX_PORT: port.optional(),
  OUTBOX_DIR: z.string().optional(),
  WORKER_MODE: z.enum(["in-process", "standalone", "cron", "off"]).default("in-process"),
  /** With WORKER_MODE=cron: what the host's scheduler sends to `/api/worker/drain` as its bearer token. */
  CRON_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  /** Set by Vercel, which leads each request to its route by itself. */
  VERCEL: z.string().optional(),
  /** Each hides something whole (features.ts). */
  FEATURE_PROJECT_EVENTS: flag.default(true),
  FEATURE_PROJECT_INTEGRATIONS: flag.default(true),
  FEATURE_PROJECT_KPI_INGESTION: flag.default(true),
  FEATURE_PROJECT_INBOUND_EMAIL: flag.default(true),
  FEATURE_PROJECT_RECURRING_TASKS: flag.default(true),
  FEATURE_COMPANY_CONTEXT_ASSEMBLER: flag.default(true),
  FEATURE_POST_PAYMENT_PROVISIONING: flag.default(true),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Env = z.infer<typeof Env>;

/** A group is configured whole or not at all. */
export const GROUPS: readonly (readonly (keyof Env)[])[] = [
  ["CLERK_SECRET_KEY", "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"],
  ["TEST_MAILBOX_HOST", "TEST_MAILBOX_PORT", "OUTBOX_DIR"],
  ["LOCAL_SIDECAR_URL", "SIDECAR_SIGNING_KEY"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["ENTRI_APPLICATION_ID", "ENTRI_SECRET"],
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["SUPABASE_URL", "SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_JWT_SECRET"],
];

/** Without one of these no runtime is made in the operator's accounts: runtimes call Greenlight at APP_URL. */
export const CLOUD_RUNTIMES: readonly (keyof Env)[] = [
  "APP_URL",
  "GITHUB_TOKEN",
  "GITHUB_OWNER",
  "NEON_API_KEY",
  "NEON_ORG_ID",
];
/** Nor without those of the application host. */
export const HOSTED_RUNTIMES: Record<Env["RUNTIME_HOSTING"], readonly (keyof Env)[]> = {
  vercel: ["VERCEL_TOKEN"],
  render: ["RENDER_API_KEY", "RENDER_OWNER_ID"],
};
export const missingIn = (of: Env, names: readonly (keyof Env)[]): (keyof Env)[] =>
  names.filter((name) => of[name] === undefined);

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
  if (parsed.data.RESEND_API_KEY !== undefined && parsed.data.EMAIL_DOMAIN === undefined) {
    throw new Error("RESEND_API_KEY is set but EMAIL_DOMAIN is missing: set both or none.");
  }
  const { RUNTIME_TARGET, RUNTIME_HOSTING } = parsed.data;
  const wanted = RUNTIME_TARGET === "cloud" ? [...CLOUD_RUNTIMES, ...HOSTED_RUNTIMES[RUNTIME_HOSTING]] : [];
  const missing = missingIn(parsed.data, wanted);
  if (missing.length > 0) throw new Error(`RUNTIME_TARGET is cloud but ${missing.join(" and ")} is missing.`);
  if (parsed.data.WORKER_MODE === "cron" && parsed.data.CRON_SECRET === undefined) {
    throw new Error("WORKER_MODE is cron but CRON_SECRET is missing: anybody could ask for the queue's work.");
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

/** The domain of companies' addresses; without one, a name that leads nowhere. */
export const emailDomain = (): string => env().EMAIL_DOMAIN ?? "greenlight.localhost";
