import { z } from "zod";

export const ExportCause = z.enum(["owner", "retirement"]);
export type ExportCause = z.infer<typeof ExportCause>;

export const CompanyExport = z
  .object({
    id: z.uuid(),
    cause: ExportCause,
    status: z
      .enum(["running", "ready", "failed", "gone"])
      .meta({ description: "`gone`: the archive was removed after its time." }),
    parts_done: z.number().int(),
    parts_total: z.number().int(),
    size_bytes: z.coerce.number().nullable(),
    sha256: z.string().nullable().meta({ description: "Of the archive as it is downloaded." }),
    error: z.string().nullable(),
    requested_at: z.string(),
    finished_at: z.string().nullable(),
    expires_at: z.string().nullable().meta({ description: "When the archive is removed." }),
  })
  .meta({ id: "CompanyExport" });
export type CompanyExport = z.infer<typeof CompanyExport>;

export const ExportRef = z.object({ projectId: z.uuid("must be a uuid"), exportId: z.uuid("must be a uuid") });
export type ExportRef = z.infer<typeof ExportRef>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A path of the archive: plain words and slashes, so that no program unpacks it anywhere else. */
const EntryPath = z
  .string()
  .max(300)
  .regex(/^[a-z0-9_]+(?:[./-][a-z0-9_]+)*$/);

export const ArchiveEntry = z.object({ path: EntryPath, size_bytes: z.number().int().min(0), sha256: Sha256 });
export type ArchiveEntry = z.infer<typeof ArchiveEntry>;

/** The last entry of an archive, `manifest.json`: every other one with its size and hash, and each table with its rows. */
export const Manifest = z.object({
  format: z.literal("greenlight-company"),
  version: z.literal(1),
  workspace_id: z.uuid(),
  project_id: z.uuid(),
  company: z.string(),
  exported_at: z.string(),
  tables: z.array(z.object({ table: z.string(), rows: z.number().int(), sha256: Sha256 })).max(200),
  assets: z.array(z.object({ id: z.uuid(), path: EntryPath, name: z.string() })).max(100_000),
  repositories: z.array(z.object({ name: z.string().regex(/^[a-z0-9-]{1,63}$/), path: EntryPath })).max(100),
  entries: z.array(ArchiveEntry).max(200_000),
});
export type Manifest = z.infer<typeof Manifest>;
