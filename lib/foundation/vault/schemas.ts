import { z } from "zod";

/** Printable text on one line; a secret is never trimmed into something else than was typed. */
const OneLineOrEmpty = z
  .string()
  .max(2000, "may have at most 2,000 characters")
  .regex(/^[^\p{Cc}]*$/u, "may not contain line breaks or control characters");
const OneLine = OneLineOrEmpty.min(1, "is required");

export const MailServerHost = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "is required")
  .max(253, "may have at most 253 characters")
  .regex(/^[a-z0-9._:-]+$/, "must be a host name like smtp.example.com, without https:// and without a path");

export const MailServer = z.object({
  host: MailServerHost,
  port: z.coerce
    .number("must be a number")
    .int()
    .min(1, "must be between 1 and 65535")
    .max(65535, "must be between 1 and 65535"),
  /** True: TLS from the first byte (port 465). False: STARTTLS (port 587), which the server must offer. */
  secure: z.boolean("must be true or false"),
  /** `none`: no TLS at all. The password and every email can be read, and changed, by anybody on the way to the server. */
  encryption: z.enum(["required", "none"], "must be required or none").optional(),
  user: OneLine,
  password: OneLine,
});
export type MailServer = z.infer<typeof MailServer>;

const OAuthClient = z.object({ client_id: OneLine, client_secret: OneLine, refresh_token: OneLine.optional() });
const ApiKey = z.object({ api_key: OneLine, base_url: z.url({ protocol: /^https?$/ }).optional() });

/** The fields of each type of credential. `smtp` may have no login: the built-in mailbox asks for none. */
export const CREDENTIAL_DATA = {
  smtp: MailServer.extend({ user: OneLineOrEmpty, password: OneLineOrEmpty }),
  imap: MailServer.refine(({ secure, encryption }) => secure || encryption === "none", {
    path: ["secure"],
    error: 'must be true; without TLS the password can be read on the way: send encryption: "none" if you accept that',
  }),
  google_oauth2: OAuthClient,
  /** An account that a person connected by the installation's own Google client. */
  gmail: z.object({ address: OneLine, refresh_token: OneLine }),
  openai_api: ApiKey,
  anthropic_api: ApiKey,
  google_sheets: OAuthClient,
  google_cse: z.object({ api_key: OneLine, cx: OneLine }),
  /** `actor_id`: the actor that research runs, as `owner/name`; without it one that reads reviews on Google Maps. */
  apify: z.object({
    api_token: OneLine,
    actor_id: z
      .string()
      .trim()
      .regex(/^[\w.-]{1,100}([/~][\w.-]{1,100})?$/, "must be an actor like owner/name")
      .optional(),
  }),
  relevance_config: z.object({
    auth_token: OneLine,
    base_url: z.url({ protocol: /^https$/ }),
    project_id: OneLine,
    studio_id: OneLine,
  }),
} as const;

export type CredentialType = keyof typeof CREDENTIAL_DATA;
export type CredentialDataOf<T extends CredentialType> = z.infer<(typeof CREDENTIAL_DATA)[T]>;

export const CredentialType = z.enum(Object.keys(CREDENTIAL_DATA) as [CredentialType, ...CredentialType[]]);

/** A name that tells two credentials of one type apart. */
export const CredentialName = z
  .string()
  .trim()
  .min(1, "is required")
  .max(100, "may have at most 100 characters")
  .regex(/^[^\p{Cc}]*$/u, "may not contain line breaks or control characters");

type NewCredential = { [T in CredentialType]: { type: T; name: string; data: CredentialDataOf<T> } }[CredentialType];
export type { NewCredential };

const stored = <T extends Exclude<CredentialType, "smtp">>(type: T) =>
  z.object({ type: z.literal(type), name: CredentialName.optional(), data: CREDENTIAL_DATA[type] });

/** A credential as the wizard sends it, except the mail account, which has a schema of its own in `email`. */
export const SealCredential = z.discriminatedUnion("type", [
  stored("imap"),
  stored("google_oauth2"),
  stored("openai_api"),
  stored("anthropic_api"),
  stored("google_sheets"),
  stored("google_cse"),
  stored("apify"),
  stored("relevance_config"),
]);
export type SealCredential = z.infer<typeof SealCredential>;

/** The visible part: `preview` is one line for people, the rest fills a form again. Never a secret. */
export const Masked = z.object({ preview: z.string() }).catchall(z.union([z.string(), z.number(), z.boolean()]));
export type Masked = z.infer<typeof Masked>;

export const Credential = z.object({
  credential_id: z.uuid(),
  type: CredentialType,
  name: z.string(),
  masked: Masked,
  engine_credential_id: z.string().nullable(),
  updated_at: z.string(),
});
export type Credential = z.infer<typeof Credential>;
