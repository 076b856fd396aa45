import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { Masked } from "@/lib/foundation/vault/schemas";

/** Printable ASCII on one line, as every vendor's tokens are; a secret is never trimmed into something else than was typed. */
const Token = z
  .string()
  .min(1, "is required")
  .max(2000, "may have at most 2,000 characters")
  .regex(/^[\x21-\x7e]*$/, "may not contain spaces, line breaks or letters beyond ASCII");
const Identifier = z
  .string()
  .min(1, "may not be empty")
  .max(200, "may have at most 200 characters")
  .regex(/^[\w.-]+$/, "may hold letters, digits, dots, dashes and underscores only");

/** The required fields of each provider. A field nobody knows is refused: it is a typing mistake. */
export const INTEGRATION_CONFIG = {
  resend: z.strictObject({
    api_key: Token.regex(/^re_/, "begins with re_"),
    domain: z.hostname("must be a domain, like mail.example.com").optional(),
    /** The address that emails come from. */
    from: z.email("must be an email address").max(254).optional(),
  }),
  meta: z.strictObject({ access_token: Token, ad_account_id: Identifier.optional(), page_id: Identifier.optional() }),
  github: z.strictObject({ token: Token, owner: Identifier.optional(), repository: Identifier.optional() }),
  vercel: z.strictObject({ token: Token, team_id: Identifier.optional(), project: Identifier.optional() }),
} as const;

export type IntegrationProvider = keyof typeof INTEGRATION_CONFIG;
export type IntegrationConfigOf<P extends IntegrationProvider> = z.infer<(typeof INTEGRATION_CONFIG)[P]>;
export type AnyIntegrationConfig = {
  [P in IntegrationProvider]: { provider: P; config: IntegrationConfigOf<P> };
}[IntegrationProvider];

export const PROVIDERS = Object.keys(INTEGRATION_CONFIG) as [IntegrationProvider, ...IntegrationProvider[]];
export const IntegrationProvider = z.enum(PROVIDERS, `must be one of ${PROVIDERS.join(", ")}`);

export const IntegrationRef = ProjectRef.extend({ provider: IntegrationProvider });
export type IntegrationRef = z.infer<typeof IntegrationRef>;

export const SaveIntegrationBody = z.object({
  /** Absent: what is stored stays, only `enabled` changes. */
  config: z.record(z.string(), z.unknown()).optional(),
  /** False: the installation's own account is used meanwhile. */
  enabled: z.boolean("must be true or false").default(true),
});

export const AllowFallback = z.object({
  /** False: this company's actions wait for an account of its own instead of using the installation's. */
  allowed: z.boolean("must be true or false"),
});

const saved = <P extends IntegrationProvider>(provider: P) =>
  SaveIntegrationBody.extend({ provider: z.literal(provider), config: INTEGRATION_CONFIG[provider].optional() });

/** The configuration to save, once the provider is known. */
export const SaveIntegration = z.discriminatedUnion("provider", [
  saved("resend"),
  saved("meta"),
  saved("github"),
  saved("vercel"),
]);
export type SaveIntegration = z.infer<typeof SaveIntegration>;

/** An integration as it may be shown. */
export const Integration = z.object({
  id: z.uuid(),
  provider: IntegrationProvider,
  enabled: z.boolean(),
  masked: Masked,
  created_by: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Integration = z.infer<typeof Integration>;

export const CheckStep = z.object({
  name: z.string(),
  ok: z.boolean(),
  observed: z.string(),
  /** How a founder can put it right; null when it is right. */
  fix: z.string().nullable(),
});

export const IntegrationTest = z.object({
  provider: IntegrationProvider,
  /** `rejected`: the provider said no. `unreachable`: it could not be asked, which says nothing about the key. */
  verdict: z.enum(["ok", "rejected", "unreachable"]),
  tested_at: z.string(),
  steps: z.array(CheckStep),
});
export type IntegrationTest = z.infer<typeof IntegrationTest>;

/** The account that acts: a company's own, the installation's, or the built-in target on this machine. */
export const ActingAccount = z.object({
  source: z.enum(["own", "shared", "built_in"]),
  label: z.string(),
  integrationId: z.uuid().nullable(),
  shared: z.boolean(),
});
export type ActingAccount = z.infer<typeof ActingAccount>;

/** All that a founder sees of one provider. */
export const ProviderState = z.object({
  provider: IntegrationProvider,
  integration: Integration.nullable(),
  fallback_allowed: z.boolean(),
  /** Null: nothing acts, and `reason` says why. */
  account: ActingAccount.nullable(),
  reason: z.string().nullable(),
  test: IntegrationTest.nullable(),
  /** The last test is older than a day. */
  stale: z.boolean(),
});
export type ProviderState = z.infer<typeof ProviderState>;

/** How long a test is believed. */
export const TEST_LIFETIME_HOURS = 24;
