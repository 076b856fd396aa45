import { z } from "zod";

export const LEAD_FIELDS = ["email", "first_name", "last_name", "company", "title", "website", "notes"] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];

export const LeadStatus = z.enum(["active", "replied", "opted_out", "bounced", "complained"]);
export type LeadStatus = z.infer<typeof LeadStatus>;

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
    created_at: z.string(),
  })
  .meta({ id: "Lead" });
export type Lead = z.infer<typeof Lead>;

export const ListLeadsQuery = z.object({
  q: z.string().trim().max(200).optional().meta({ description: "Searches email, names, company and title." }),
  status: LeadStatus.optional().meta({ description: "Only leads with this status." }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListLeadsQuery = z.infer<typeof ListLeadsQuery>;

/** Where a CSV column goes: a field of the lead, `custom` under its own name, or nowhere. */
export const ColumnTarget = z.enum([...LEAD_FIELDS, "custom", "ignore"]);
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
    status: z.enum(["running", "done", "failed"]),
    /** Rows with anything in them, the header not counted. */
    total: z.number().int(),
    processed: z.number().int(),
    imported: z.number().int(),
    updated: z.number().int(),
    skipped: z.number().int(),
    /** Rows with an error; `errors` keeps the first 200. */
    refused: z.number().int(),
    errors: z.array(RowError),
    created_at: z.string(),
  })
  .meta({ id: "LeadImport" });
export type LeadImport = z.infer<typeof LeadImport>;
