import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";
import { Website } from "@/lib/company/projects/schemas";

const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `may have at most ${max} characters`)
    .regex(ONE_LINE, "may not contain line breaks or control characters");

/** Letters of scripts that put no spaces between words. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]/gu;

/** Several words, or as much in a script that has no words apart; “Hamburg” or a row of one letter is none. */
const isPostalAddress = (text: string): boolean =>
  new Set(text.match(UNSPACED)).size >= 6 ||
  (text.length >= 10 && text.split(/[\s,;./]+/).filter((word) => word !== "").length >= 2);

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
      .refine(isPostalAddress, "must be a real postal address: street, place and country"),
  );

/** The languages that emails are written in, as IETF tags. */
export const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One answer about the company: as typed, without line breaks at its ends. */
const answer = (max: number, description: string) =>
  z
    .string()
    .trim()
    .max(max, `may have at most ${max.toLocaleString("en-US")} characters`)
    .nullish()
    .transform((text) => text || null)
    .meta({ description });

const Link = Website.nullish().transform((link) => link || null);

/** The sender. The law requires a name and a postal address in every mail (CAN-SPAM, 15 USC 7704(a)(5)). */
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
  audience: answer(1000, "Whom the emails are for."),
  problem: answer(1000, "The problem that these people have."),
  proof: answer(1000, "The evidence that it works: a number, a customer, a result. Nothing else is claimed."),
  offer: answer(1000, "The offer or the request that the emails make."),
  tone: answer(300, "How the emails should sound."),
  language: z
    .enum(LANGUAGES, `must be one of ${LANGUAGES.join(", ")}`)
    .default("en")
    .meta({ description: "The language of the emails." }),
});
export type SaveBrand = z.infer<typeof SaveBrand>;

/** The revision that a save is made over: 0 when nothing was saved before. Without one, whatever is saved is replaced. */
export const OverRevision = z.object({
  revision: z
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: "The revision that you read, 0 when nothing was saved; a later one is not replaced." }),
});

/** Company and sender, over the revision that was read. */
export type SaveBrandOver = SaveBrand & z.infer<typeof OverRevision>;

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
  audience: z.string().nullable(),
  problem: z.string().nullable(),
  proof: z.string().nullable(),
  offer: z.string().nullable(),
  tone: z.string().nullable(),
  language: z.enum(LANGUAGES),
});
export type Brand = z.infer<typeof Brand>;
export type RevisedBrand = { brand: Brand | null; revision: number };

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

export const TimeZone = z.string().refine(isTimeZone, "must be an IANA time zone, like Europe/Berlin or UTC");

/** The answers of the brand step that a website may suggest; the logo is a file of its own. */
export const SUGGESTED_FIELDS = ["company_name", "description", "postal_address", "language", "logo_url"] as const;
export type SuggestedField = (typeof SUGGESTED_FIELDS)[number];
export const SUGGESTION_ORIGINS = ["structured_data", "open_graph", "meta", "title", "icon"] as const;
export type SuggestionOrigin = (typeof SUGGESTION_ORIGINS)[number];

export const BrandSuggestion = z.object({
  field: z.enum(SUGGESTED_FIELDS).meta({ description: "The answer that it suggests." }),
  value: z.string().meta({ description: "The page's own words as plain text, cut at the field's length. Untrusted." }),
  origin: z.enum(SUGGESTION_ORIGINS).meta({ description: "Where the page says it." }),
});
export type BrandSuggestion = z.infer<typeof BrandSuggestion>;
