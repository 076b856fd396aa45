import { z } from "zod";
import { InstanceName } from "@/lib/contracts/instance";

const SidecarEnv = z
  .object({
    SIDECAR_VERIFY_KEY: z.string().includes("BEGIN PUBLIC KEY", { error: "must be a PEM public key (spki)" }),
    SIDECAR_PORT: z.coerce.number().int().min(0).max(65_535).default(3100),
    SIDECAR_HOST: z.string().default("127.0.0.1"),
    SIDECAR_DATA_DIR: z.string().min(1),
    /** Where n8n's freeze hook looks (its `GREENLIGHT_FREEZE_DIR`). */
    SIDECAR_FREEZE_DIR: z.string().min(1).optional(),
    /** The application as n8n reaches it; health tries this way. */
    GREENLIGHT_URL: z.url().optional(),
    /** The machine's name and private key (Ed25519, PKCS 8 PEM): what it reports to the application is signed with it. */
    INSTANCE_NAME: InstanceName.default("local"),
    INSTANCE_KEY: z.string().includes("BEGIN PRIVATE KEY", { error: "must be a PEM private key (PKCS 8)" }).optional(),
    /** Whether this machine tries its ways out at each start, at servers of others, and reports them. */
    SIDECAR_EGRESS_CHECK: z.stringbool("must be true or false").default(false),
    /** The file that n8n writes its events to (its `N8N_EVENTBUS_LOGWRITER_LOGFULLPATH`). */
    N8N_EVENT_LOG: z.string().endsWith(".log").optional(),
    /** The version of the n8n beside it, by the word of what starts both; n8n tells its own to its editor alone. */
    N8N_VERSION: z.string().min(1).max(50).optional(),
    N8N_URL: z.url().transform((url) => url.replace(/\/+$/, "")),
    N8N_API_KEY: z.string().min(1).optional(),
    N8N_OWNER_EMAIL: z.string().min(1).optional(),
    N8N_OWNER_PASSWORD: z.string().min(1).optional(),
  })
  .refine((env) => env.N8N_API_KEY || (env.N8N_OWNER_EMAIL && env.N8N_OWNER_PASSWORD), {
    error: "set N8N_API_KEY, or N8N_OWNER_EMAIL and N8N_OWNER_PASSWORD",
  });
export type SidecarEnv = z.infer<typeof SidecarEnv>;

/** Reads the environment once; a missing or malformed variable is an error that names it. */
export function readEnv(source: Record<string, string | undefined> = process.env): SidecarEnv {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = SidecarEnv.safeParse(filled);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "n8n access"}: ${issue.message}`);
  throw new Error(`The sidecar's environment is incomplete. ${problems.join("; ")}`);
}
