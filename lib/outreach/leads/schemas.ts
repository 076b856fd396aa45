import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";

export const LEAD_FIELDS = ["email", "first_name", "last_name", "company", "title", "website", "notes"] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];

export const LeadStatus = z.enum(["active", "replied", "opted_out", "bounced", "complained"]);
export type LeadStatus = z.infer<typeof LeadStatus>;

/** Not emailed before a founder confirms it: an address of a role (info@), one that looks mistyped (gmial.com), or one that a tool guessed. */
export const HeldFor = z.enum(["role_address", "address_typo", "unverified"]);
export type HeldFor = z.infer<typeof HeldFor>;

export const LeadProgress = z.object({
  campaign_id: z.uuid(),
  campaign: z.string(),
  campaign_status: z.string(),
  steps: z.number().int(),
  sent: z.number().int(),
  last_sent_at: z.string().nullable(),
  next_step: z.number().int().nullable(),
  next_status: z.string().nullable(),
  next_at: z.string().nullable(),
});
export type LeadProgress = z.infer<typeof LeadProgress>;

export const Lead = z
  .object({
    id: z.uuid(),
    email: z.string(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    company: z.string().nullable(),
    title: z.string().nullable(),
    website: z.string().nullable(),
    notes: z.string().nullable(),
    custom: z.record(z.string(), z.string()),
    status: LeadStatus,
    tags: z.array(z.string()),
    held_for: HeldFor.nullable().meta({
      description: "Why this address is not mailed before you confirm it: it belongs to a role, or looks mistyped.",
    }),
    suppressed_for: z
      .enum(["opt_out", "complained", "hard_bounce", "manual"])
      .nullable()
      .meta({ description: "Why the address or its domain is on the do-not-contact list." }),
    progress: LeadProgress.nullable().meta({ description: "Where the person is in the campaign of the latest email." }),
    created_at: z.string(),
  })
  .meta({ id: "Lead" });
export type Lead = z.infer<typeof Lead>;

/** Where a lead stands, as the list of leads says it. */
export const LeadState = z.enum([
  "not_started",
  "in_sequence",
  "finished",
  "replied",
  "do_not_contact",
  "needs_confirmation",
]);
export type LeadState = z.infer<typeof LeadState>;

export const LeadSort = z.enum(["newest", "oldest", "name", "company", "email"]);
export type LeadSort = z.infer<typeof LeadSort>;

export const Tag = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "is required").max(50, "may have at most 50 characters"));

export const LeadFilter = z.object({
  q: z.string().trim().max(200).optional().meta({ description: "Searches email, names, company and title." }),
  status: LeadStatus.optional().meta({ description: "Only leads with this status." }),
  state: LeadState.optional().meta({ description: "Only leads that stand here." }),
  tag: z.string().max(50).optional().meta({ description: "Only leads with this tag." }),
  list_id: z.uuid("must be a uuid").optional().meta({ description: "Only leads on this list." }),
  campaign_id: z.uuid("must be a uuid").optional().meta({ description: "Only leads with an email of this campaign." }),
});
export type LeadFilter = z.infer<typeof LeadFilter>;

export const ListLeadsQuery = LeadFilter.extend({
  sort: LeadSort.default("newest").meta({ description: "The order of the leads." }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListLeadsQuery = z.infer<typeof ListLeadsQuery>;

/** The meaning of a column that its name can tell: a field, a name to split, or an extra that is stored under one name whatever the file calls it. */
export const NAMED_TARGETS = [...LEAD_FIELDS, "full_name", "phone", "linkedin", "location"] as const;
export type NamedTarget = (typeof NAMED_TARGETS)[number];

/** At most one column goes to each of these. Several may make up a location, and several may forbid an email. */
export const ONCE = [...LEAD_FIELDS, "full_name", "phone", "linkedin"] as const;

/**
 * Where a CSV column goes: a field of the lead, `custom` under its own name, or nowhere. `outreach_status` is how the person stands in the
 * tool that the file comes from: opted out, bounced or replied there, they are not emailed here.
 */
export const ColumnTarget = z.enum([...NAMED_TARGETS, "outreach_status", "custom", "ignore"]);
export type ColumnTarget = z.infer<typeof ColumnTarget>;

/** `{ "<header in the file>": "<target>" }`; a header it does not name goes to `custom`. */
export const ColumnMapping = z.record(z.string(), ColumnTarget);
export type ColumnMapping = z.infer<typeof ColumnMapping>;

const MappingField = z
  .string()
  .max(100_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: 'must be JSON, like {"E-Mail": "email"}' });
      return z.NEVER;
    }
  })
  .pipe(ColumnMapping);

export const UploadedFile = z.object(
  { name: z.string(), bytes: z.instanceof(Uint8Array) },
  "must be a file: choose a CSV file",
);
export type UploadedFile = z.infer<typeof UploadedFile>;

export const PreviewLeads = z.object({
  file: UploadedFile.meta({ description: "A CSV file with a header row and one person per row." }),
  mapping: MappingField.optional().meta({
    description: 'JSON from column header to field: `{"E-Mail": "email"}`. By default the columns are guessed.',
  }),
});
export type PreviewLeads = z.infer<typeof PreviewLeads>;

export const ImportLeads = PreviewLeads.extend({
  /** Chosen by the caller to follow the import from its start. */
  import_id: z
    .uuid("must be a uuid")
    .optional()
    .meta({ description: "An id of your choice, so that you can follow the import from its start." }),
});
export type ImportLeads = z.infer<typeof ImportLeads>;

/** Of a file with more rows that cannot be read, the first ones are named and all are counted. */
export const KEPT_ERRORS = 200;

/** `row` counts as a spreadsheet does: the header is row 1. */
export const RowError = z.object({ row: z.number().int(), column: z.string().nullable(), error: z.string() });
export type RowError = z.infer<typeof RowError>;

export const LeadImportRef = z.object({ importId: z.uuid("must be a uuid").meta({ description: "The import." }) });
export type LeadImportRef = z.infer<typeof LeadImportRef>;

export const LeadImport = z
  .object({
    import_id: z.uuid(),
    file_name: z.string(),
    /** `failed`: it stopped part-way; the same file again does the rest. */
    status: z.enum(["running", "done", "failed", "cancelled", "undone"]),
    /** Rows with anything in them, the header not counted. */
    total: z.number().int(),
    processed: z.number().int(),
    imported: z.number().int(),
    updated: z.number().int(),
    skipped: z.number().int(),
    /** People who opted out, bounced or replied in the tool that the file comes from: imported, and not emailed. */
    stopped: z.number().int(),
    /** Addresses that wait for a confirmation: of a role, mistyped or guessed. */
    held: z.number().int(),
    /** Rows with an error; `errors` keeps the first 200. */
    refused: z.number().int(),
    errors: z.array(RowError),
    created_at: z.string(),
  })
  .meta({ id: "LeadImport" });
export type LeadImport = z.infer<typeof LeadImport>;

export const LeadRef = z.object({ leadId: z.uuid("must be a uuid").meta({ description: "The lead." }) });
export type LeadRef = z.infer<typeof LeadRef>;

const line = (max: number) =>
  z
    .string()
    .max(max, `may have at most ${max} characters`)
    .transform((text) => text.replace(/\s+/g, " ").trim() || null)
    .nullable();

const LeadFacts = z.object({
  first_name: line(200).optional().meta({ description: "The first name." }),
  last_name: line(200).optional().meta({ description: "The last name." }),
  company: line(300).optional().meta({ description: "The company the person works for." }),
  title: line(300).optional().meta({ description: "The person's job title." }),
  website: line(500).optional().meta({ description: "The company's website." }),
  notes: z
    .string()
    .max(10_000, "may have at most 10,000 characters")
    .transform((text) => text.trim() || null)
    .nullable()
    .optional()
    .meta({ description: "Notes that the drafts may use." }),
  tags: z.array(Tag).max(50, "may be at most 50").optional().meta({ description: "All tags of the lead." }),
});

export const AddLead = LeadFacts.extend({ email: EmailAddress.meta({ description: "The email address." }) });
export type AddLead = z.infer<typeof AddLead>;

export const UpdateLead = LeadFacts.extend({
  email: EmailAddress.optional().meta({ description: "Another address; drafts to the one before are cancelled." }),
  custom: z
    .record(z.string().max(200), z.string().max(10_000))
    .optional()
    .meta({ description: "All extra columns, by their name." }),
  confirmed: z
    .literal(true)
    .optional()
    .meta({ description: "The address is right, although it looks like none of a person." }),
});
export type UpdateLead = z.infer<typeof UpdateLead>;

export const AskedResearch = z.object({
  asked_at: z.iso.datetime().meta({ description: "When it was asked for first; it waits since then." }),
});
export type AskedResearch = z.infer<typeof AskedResearch>;

export const EraseLead = z.object({
  do_not_contact: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: "Also never email this address again, should it be imported once more." }),
});
export type EraseLead = z.infer<typeof EraseLead>;

/** The approvals count emails that were approved and not sent. */
const voidedApprovals = z
  .number()
  .int()
  .meta({ description: "How many approved emails are not sent as they were approved." });
export const ChangedLead = Lead.extend({ voided_approvals: voidedApprovals });
export const ErasedLeads = z.object({
  erased: z.number().int().meta({ description: "How many people were erased." }),
  voided_approvals: voidedApprovals,
});
export type ErasedLeads = z.infer<typeof ErasedLeads>;

export const LeadEntry = z.object({
  at: z.string(),
  kind: z.string(),
  campaign: z.string().nullable(),
  step: z.number().int().nullable(),
  subject: z.string().nullable(),
  body: z.string().nullable(),
  detail: z.string().nullable(),
});
export type LeadEntry = z.infer<typeof LeadEntry>;

export const LeadList = z
  .object({
    id: z.uuid(),
    name: z.string(),
    import_id: z.uuid().nullable(),
    leads: z.number().int(),
    created_at: z.string(),
  })
  .meta({ id: "LeadList" });
export type LeadList = z.infer<typeof LeadList>;

/** The most leads that one bulk action names. */
export const MAX_BULK = 1_000;

export const ChangeLeads = z
  .object({
    action: z
      .enum(["tag", "untag", "suppress", "unsuppress", "confirm", "delete"])
      .meta({ description: "`unsuppress` takes back what `suppress` added; nothing takes back `delete`." }),
    lead_ids: z
      .array(z.uuid("must be a uuid"))
      .min(1, "names no lead")
      .max(MAX_BULK, `names at most ${MAX_BULK} leads`)
      .meta({ description: "The leads." }),
    tag: Tag.optional().meta({ description: "The tag of `tag` and `untag`." }),
  })
  .refine(({ action, tag }) => tag !== undefined || !["tag", "untag"].includes(action), {
    path: ["tag"],
    message: "is required",
  });
export type ChangeLeads = z.infer<typeof ChangeLeads>;
