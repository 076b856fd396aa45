import { z } from "zod";
import { EmailAddress, parseEmailAddress } from "@/lib/platform/email-address";
import { UploadedFile } from "@/lib/outreach/leads/schemas";

export const SuppressionReason = z.enum(["opt_out", "complained", "hard_bounce", "manual"]);
export type SuppressionReason = z.infer<typeof SuppressionReason>;

export const Suppression = z
  .object({
    /** An address; of a whole domain, `@` and the domain. */
    email: z.string(),
    domain: z.string().nullable().meta({ description: "The domain, when all its addresses are suppressed." }),
    reason: SuppressionReason,
    source: z.string(),
    note: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Suppression" });
export type Suppression = z.infer<typeof Suppression>;

/** Of `Example.com`, `@example.com`, `www.example.com` and `https://example.com/`: `example.com`; null for what is no domain. */
export function parseDomain(text: string): string | null {
  const host = text
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/.*$/, "")
    .replace(/^(?:@|\*\.?@?|www\.)+/i, "");
  return parseEmailAddress(`a@${host}`)?.slice(2) ?? null;
}

const Domain = z
  .string()
  .max(300, "may have at most 300 characters")
  .transform((text, context) => {
    const domain = parseDomain(text);
    if (domain !== null) return domain;
    context.addIssue({ code: "custom", message: "must be a domain, like example.com" });
    return z.NEVER;
  });

const Note = z
  .string()
  .trim()
  .max(500, "may have at most 500 characters")
  .optional()
  .meta({ description: "Why, for your colleagues." });

const Named = {
  email: EmailAddress.optional().meta({ description: "The email address." }),
  domain: Domain.optional().meta({ description: "A domain: no address there is emailed, nor at a domain below it." }),
};
const oneOf = { path: ["email"], message: "is required, or a domain: one of the two" };

export const AddSuppression = z
  .object({ ...Named, note: Note })
  .refine(({ email, domain }) => (email === undefined) !== (domain === undefined), oneOf);
export type AddSuppression = z.infer<typeof AddSuppression>;

export const RemoveSuppression = z
  .object({
    ...Named,
    batch_id: z.uuid("must be a uuid").optional().meta({ description: "Everything that one file added." }),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    path: ["email"],
    message: "is required, or a domain or a batch_id: one of the three",
  });
export type RemoveSuppression = z.infer<typeof RemoveSuppression>;

export const ImportSuppressions = z.object({
  file: UploadedFile.meta({ description: "A CSV or text file with an address or a domain in each row." }),
  note: Note,
});
export type ImportSuppressions = z.infer<typeof ImportSuppressions>;

export const SuppressionImport = z
  .object({
    batch_id: z.uuid().meta({ description: "Takes all of them back: `DELETE /api/suppressions`." }),
    added: z.number().int(),
    known: z.number().int(),
    cancelled_emails: z.number().int(),
    refused: z.array(z.object({ row: z.number().int(), error: z.string() })).meta({ description: "The first 200." }),
  })
  .meta({ id: "SuppressionImport" });
export type SuppressionImport = z.infer<typeof SuppressionImport>;

export const ListSuppressionsQuery = z.object({
  q: z.string().trim().max(200).optional().meta({ description: "Searches addresses, domains and notes." }),
  cursor: z.string().max(254).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListSuppressionsQuery = z.infer<typeof ListSuppressionsQuery>;

/** The statuses of a lead; a stronger one is never replaced by a weaker one. */
export type StopLead = {
  email: string;
  /** null leaves the lead as it is and only cancels what waits. */
  status: "replied" | "bounced" | "opted_out" | "complained" | null;
  /** Why the address goes on the suppression list; without one it does not. */
  reason?: SuppressionReason | null;
  /** Where it was heard from: `link`, `event`, `manual`. */
  source?: string;
};
