import { z } from "zod";
import { MailServer } from "@/lib/foundation/vault/schemas";
import { Website } from "@/lib/company/projects/schemas";

const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `may have at most ${max} characters`)
    .regex(ONE_LINE, "may not contain line breaks or control characters");

/** A mail address as one stores it; no display name, no line breaks. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254, "may have at most 254 characters")
  .pipe(z.email("must be an email address"));

const PostalAddress = z
  .string()
  .transform((text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[ \t]+/g, " ")
      .trim(),
  )
  .pipe(
    z
      .string()
      .max(500, "may have at most 500 characters")
      .regex(/^[^\p{Cc}]*(\n[^\p{Cc}]*)*$/u, "may not contain control characters")
      .refine(
        (text) => text.length >= 10 && text.split(/\s+/).length >= 2,
        "must be a real postal address: street, place and country",
      ),
  );

const Link = Website.nullish().transform((link) => link || null);

/** Who mails. The law asks for the sender's name and a postal address in every mail (CAN-SPAM, 15 USC 7704(a)(5)). */
export const SaveBrand = z.object({
  company_name: oneLine(200).min(1, "is required"),
  website: Link,
  description: z
    .string()
    .trim()
    .max(5000, "may have at most 5,000 characters")
    .nullish()
    .transform((text) => text || null),
  services: z
    .array(oneLine(500))
    .transform((services) => services.filter((service) => service !== ""))
    .pipe(z.array(z.string()).max(4, "may name at most 4 services"))
    .default([]),
  sender_name: oneLine(100)
    .min(1, "is required")
    .regex(/^[^<>"\\]*$/, 'may not contain < > " or \\'),
  sender_email: EmailAddress,
  postal_address: PostalAddress,
  calendly_link_1: Link,
  calendly_link_2: Link,
});
export type SaveBrand = z.infer<typeof SaveBrand>;

export const Brand = z.object({
  company_name: z.string(),
  website: z.string().nullable(),
  description: z.string().nullable(),
  services: z.array(z.string()),
  sender_name: z.string(),
  sender_email: z.string(),
  postal_address: z.string(),
  calendly_link_1: z.string().nullable(),
  calendly_link_2: z.string().nullable(),
});
export type Brand = z.infer<typeof Brand>;

/** ECMAScript lists each zone under one name only; browsers also report the others (Asia/Kolkata), which Intl takes. */
function isTimeZone(name: string): boolean {
  if (name === "UTC" || Intl.supportedValuesOf("timeZone").includes(name)) return true;
  if (!/^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z0-9_+-]*)+$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00");

export const SendWindow = z
  .object({
    /** 1 = Monday … 7 = Sunday (ISO 8601). */
    days: z
      .array(z.number().int().min(1, "must be 1 (Monday) to 7 (Sunday)").max(7, "must be 1 (Monday) to 7 (Sunday)"))
      .min(1, "needs at least one day")
      .max(7)
      .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
    from: Clock,
    to: z.union([z.literal("24:00"), Clock], "must be a time like 17:00, at most 24:00"),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "must be later than from" });
export type SendWindow = z.infer<typeof SendWindow>;

const MachineName = z
  .string()
  .max(50)
  .regex(/^[a-z0-9-]*$/, "may only contain a–z, 0–9 and -")
  .nullish()
  .transform((name) => name || null);

export const SaveInfrastructure = z.object({
  region: MachineName,
  size: MachineName,
  time_zone: z.string().refine(isTimeZone, "must be an IANA time zone, like Europe/Berlin or UTC"),
  send_window: SendWindow,
  daily_limit: z
    .number()
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(10_000, "may be at most 10,000"),
});
export type SaveInfrastructure = z.infer<typeof SaveInfrastructure>;

export const Infrastructure = z.object({
  region: z.string().nullable(),
  size: z.string().nullable(),
  time_zone: z.string(),
  send_window: z.object({ days: z.array(z.number()), from: z.string(), to: z.string() }),
  daily_limit: z.number(),
});
export type Infrastructure = z.infer<typeof Infrastructure>;

/** An SMTP account, or the built-in mailbox. `use_test_mailbox` is taken beside `data` and inside it. */
export const SaveMailAccount = z
  .object({
    type: z.literal("smtp"),
    use_test_mailbox: z.boolean().optional(),
    data: z.looseObject({ use_test_mailbox: z.boolean().optional() }).optional(),
  })
  .transform(({ type, use_test_mailbox, data }, ctx) => {
    if (use_test_mailbox || data?.use_test_mailbox) return { type, use_test_mailbox: true as const };
    const server = MailServer.safeParse(data ?? {});
    if (server.success && server.data.secure && server.data.encryption === "none") {
      const message = "contradicts secure: true, which is TLS from the first byte. Send one of the two";
      ctx.addIssue({ code: "custom", path: ["data", "encryption"], message });
      return z.NEVER;
    }
    if (server.success) return { type, use_test_mailbox: false as const, data: server.data };
    for (const { path, message } of server.error.issues)
      ctx.addIssue({ code: "custom", path: ["data", ...path], message });
    return z.NEVER;
  });
export type SaveMailAccount = z.infer<typeof SaveMailAccount>;

export const SuppressionReason = z.enum(["opt_out", "complained", "hard_bounce", "manual"]);
export type SuppressionReason = z.infer<typeof SuppressionReason>;

export const Suppression = z.object({
  email: z.string(),
  reason: SuppressionReason,
  source: z.string(),
  created_at: z.string(),
});
export type Suppression = z.infer<typeof Suppression>;

export const AddSuppression = z.object({ email: EmailAddress.transform((email) => email.toLowerCase()) });
export type AddSuppression = z.infer<typeof AddSuppression>;

export const ListSuppressionsQuery = z.object({
  cursor: z.string().max(254).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListSuppressionsQuery = z.infer<typeof ListSuppressionsQuery>;

/** What may become of a lead; what is known never gets weaker again. */
export type StopLead = {
  email: string;
  /** null leaves the lead as it is and only cancels what waits. */
  status: "replied" | "bounced" | "opted_out" | "complained" | null;
  /** Why the address goes on the suppression list; without one it does not. */
  reason?: SuppressionReason | null;
  /** Where it was heard from: `link`, `event`, `manual`. */
  source?: string;
};

export const UnknownSend = z.object({
  claim_id: z.uuid(),
  campaign_id: z.uuid(),
  lead_id: z.uuid(),
  step: z.number(),
  to_email: z.string(),
  subject: z.string(),
  message_id: z.string(),
  claimed_at: z.string(),
  detail: z.string().nullable(),
});
export type UnknownSend = z.infer<typeof UnknownSend>;

export const ListUnknownSendsQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListUnknownSendsQuery = z.infer<typeof ListUnknownSendsQuery>;

export const DecideUnknownSend = z.object({
  claim_id: z.uuid("must be a uuid"),
  outcome: z.enum(["sent", "not_sent"], "must be sent or not_sent"),
});
export type DecideUnknownSend = z.infer<typeof DecideUnknownSend>;

/** Any text: what is not one of our links gets the same answer as a link that does not exist. */
export const UnsubscribeRef = z.object({ token: z.string() });
