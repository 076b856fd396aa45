import { z } from "zod";
import { BrandSuggestion, TimeZone } from "@/lib/company/profile/schemas";
import { Website } from "@/lib/company/projects/schemas";
import { SaveMailAccount, SendWindow } from "@/lib/outreach/mailbox/schemas";
import { CREDENTIAL_DATA, CredentialType, SealCredential } from "@/lib/foundation/vault/schemas";
import type { PastCheck, SendingDomain } from "@/lib/outreach/sending-domains/schemas";

/** The steps of the first onboarding, in the order of waiting: name servers take the longest. */
export const OnboardingStep = z.enum([
  "domain",
  "brand",
  "credentials",
  "calendar",
  "research",
  "infrastructure",
  "machine",
  "leads",
]);
export type OnboardingStep = z.infer<typeof OnboardingStep>;

/** A launch does without these: emails then go without what they bring. */
export const OPTIONAL_STEPS: ReadonlySet<OnboardingStep> = new Set(["calendar", "research"]);

export const SaveProgress = z.object({
  current_step: z.enum(OnboardingStep.options, `must be one of ${OnboardingStep.options.join(", ")}`),
});
export type SaveProgress = z.infer<typeof SaveProgress>;

/** A domain as its last check left it. `needed`: emails leave from it to people elsewhere. */
export type WatchedDomain = { domain: string; needed: boolean; state: SendingDomain | null; history: PastCheck[] };

/** The domain of the sender first, else the one that was checked last; then those of further mailboxes. None: nothing is known yet. */
export type DomainStep = { domains: WatchedDomain[] };

/** One thing a launch still needs: where to fill it in, and the sentence that says so. */
export type MissingField = { field: string; step: OnboardingStep; message: string };

/** Worth knowing before a launch, which it does not prevent. */
export type Concern = { kind: "fix" | "off"; step: OnboardingStep; message: string };

export type CalendarStep = { checks: BookingChecks; proven: boolean; missing: MissingField[] };
export type ResearchStep = { proven: boolean; missing: MissingField[]; without: string[] };

export type Progress = {
  current_step: OnboardingStep;
  steps: { step: OnboardingStep; optional: boolean; complete: boolean; missing: MissingField[] }[];
  ready: boolean;
};

export const ReadWebsite = z.object({
  website: Website.refine((link) => link !== "", "is required").meta({
    description: "The page to read; `example.com` becomes `https://example.com`.",
  }),
});
export type ReadWebsite = z.infer<typeof ReadWebsite>;

export const WebsiteSuggestions = z.discriminatedUnion("success", [
  z.object({
    success: z.literal(true),
    url: z.string().meta({ description: "The page that answered, after redirects." }),
    suggestions: z.array(BrandSuggestion).meta({ description: "Nothing of it is saved." }),
  }),
  z.object({
    success: z.literal(false),
    fallbackToManual: z.literal(true).meta({ description: "The answers have to be typed." }),
    code: z
      .string()
      .meta({ description: "`web.…` of a page that was not seen, or `page.…` of one that says nothing." }),
    message: z.string().meta({ description: "Why there are no suggestions." }),
  }),
]);
export type WebsiteSuggestions = z.infer<typeof WebsiteSuggestions>;

/** Lets a browser open the vendor's window, in which records are entered at a founder's DNS host. */
export const DnsSetupSession = z.object({
  application_id: z.string().meta({ description: "The application at the vendor." }),
  auth_token: z.string().meta({ description: "For one browser, for an hour." }),
  user_id: z.string().meta({ description: "The workspace." }),
  domain: z.string().meta({ description: "The domain that the records are entered in." }),
  dns_records: z
    .array(z.object({ type: z.enum(["TXT", "CNAME"]), host: z.string(), value: z.string(), ttl: z.number() }))
    .meta({ description: "The records to enter." }),
});
export type DnsSetupSession = z.infer<typeof DnsSetupSession>;

export const BookingLink = z.object({
  link: Website.refine((link) => link !== "", "is required").meta({ description: "The booking link." }),
  token: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .optional()
    .meta({ description: "A personal access token of Calendly, used for this question and not kept." }),
});
export type BookingLink = z.infer<typeof BookingLink>;

export const BookingVerdict = z.object({
  verdict: z.enum(["yes", "no", "unknown"]).meta({
    description: "`unknown`: the page refuses programs or did not answer. It is not a failure.",
  }),
  code: z.string().meta({ description: "The finding." }),
  message: z.string().meta({ description: "The finding in words, and the next step." }),
  checked_at: z.iso.datetime().meta({ description: "The time of the visit." }),
});
export type BookingVerdict = z.infer<typeof BookingVerdict>;
/** By link, as its last visit found it. */
export type BookingChecks = Record<string, BookingVerdict>;

/** Any credential of the wizard: the mail account by its own schema, every other type by the vault's. */
export const SaveCredential = z
  .looseObject({ type: z.enum(CredentialType.options, `must be one of ${CredentialType.options.join(", ")}`) })
  .transform((body, ctx): SaveMailAccount | SealCredential => {
    const parsed = body.type === "smtp" ? SaveMailAccount.safeParse(body) : SealCredential.safeParse(body);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
export type SaveCredential = z.infer<typeof SaveCredential>;

/** The key at Apify, and the actor that research runs. */
export const SaveApify = CREDENTIAL_DATA.apify;
export type SaveApify = z.infer<typeof SaveApify>;

const MachineName = z
  .string()
  .max(50)
  .regex(/^[a-z0-9-]*$/, "may only contain a–z, 0–9 and -")
  .nullish()
  .transform((name) => name || null);

export const SaveInfrastructure = z.object({
  region: MachineName,
  size: MachineName,
  time_zone: TimeZone,
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
/** The part of the wizard that a save is made from: what its member typed there goes with it. */
export const BrandPart = z.object({ part: z.enum(["brand", "calendar"]).optional() });
export const SchedulePart = z.object({ part: z.enum(["infrastructure", "machine"]).optional() });
export type RevisedInfrastructure = { infrastructure: Infrastructure | null; revision: number };

/** Kept as it was typed, valid or not. */
const typedText = z.string().max(5_000, "may have at most 5,000 characters");
const typedCount = z.union([z.number(), z.string().max(20)]);
/** Typed answers of a part by field. A field that is not listed here is never kept: no login, password or key is. */
const typedIn = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject(shape)
    .partial()
    .refine((fields) => JSON.stringify(fields).length <= 40_000, "may have at most 40,000 characters together");

const TYPED = {
  brand: typedIn({
    company_name: typedText,
    website: typedText,
    description: typedText,
    services: typedText,
    sender_name: typedText,
    sender_email: typedText,
    postal_address: typedText,
    audience: typedText,
    problem: typedText,
    proof: typedText,
    offer: typedText,
    tone: typedText,
    language: typedText,
  }),
  credentials: typedIn({
    host: typedText,
    port: typedCount,
    secure: typedText,
    reads: z.boolean(),
    reply_host: typedText,
    reply_port: typedCount,
    reply_secure: typedText,
    same_login: z.boolean(),
  }),
  calendar: typedIn({ calendly_link_1: typedText, calendly_link_2: typedText }),
  infrastructure: typedIn({
    time_zone: typedText,
    send_window: z.strictObject({ days: z.array(z.number()).max(7), from: typedText, to: typedText }),
    daily_limit: typedCount,
  }),
  machine: typedIn({ region: typedText, size: typedText }),
} as const;

const draftOf = <P extends keyof typeof TYPED>(part: P) =>
  z.object({
    part: z.literal(part),
    revision: z
      .uuid("must be a uuid")
      .nullable()
      .meta({ description: "The revision that you read; null: there was none." }),
    read: TYPED[part].meta({ description: "The saved answers of these fields when they were typed into." }),
    typed: TYPED[part].meta({ description: "The fields that differ from what is saved. None: the draft goes." }),
  });

export const SaveOnboardingDraft = z.discriminatedUnion("part", [
  draftOf("brand"),
  draftOf("credentials"),
  draftOf("calendar"),
  draftOf("infrastructure"),
  draftOf("machine"),
]);
export type SaveOnboardingDraft = z.infer<typeof SaveOnboardingDraft>;
export type DraftPart = SaveOnboardingDraft["part"];

/** A member's typed answers of a part that are not saved. */
export type OnboardingDraft = {
  part: DraftPart;
  revision: string;
  read: Record<string, unknown>;
  typed: Record<string, unknown>;
  updated_at: string;
};
