import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";

export const MAX_ASSET_BYTES = 25 * 1024 * 1024;

export const AssetRef = ProjectRef.extend({ assetId: z.uuid("must be a uuid") });
export type AssetRef = z.infer<typeof AssetRef>;

/** `text/csv`; parameters like a charset are dropped. */
const ContentType = z
  .string()
  .max(200, "may have at most 200 characters")
  .transform((text) => (text.split(";")[0] ?? "").trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$/, "must be a type like image/png"));

export const CreateAsset = z.object({
  name: z
    .string()
    .trim()
    .min(1, "is required")
    .max(200, "may have at most 200 characters")
    .regex(/^[^\p{Cc}]*$/u, "may not contain line breaks or control characters"),
  content_type: ContentType,
  size_bytes: z
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1: an empty file is none")
    .max(MAX_ASSET_BYTES, "may be at most 25 MiB (26214400 bytes)"),
});
export type CreateAsset = z.infer<typeof CreateAsset>;

export const AssetUpload = z.object({
  asset_id: z.uuid(),
  /** Takes the bytes by PUT, once. */
  upload_url: z.url(),
  expires_at: z.string(),
  /** To be sent along. */
  headers: z.record(z.string(), z.string()),
});
export type AssetUpload = z.infer<typeof AssetUpload>;

export const Asset = z.object({
  id: z.uuid(),
  name: z.string(),
  content_type: z.string(),
  size_bytes: z.number(),
  sha256: z.string().nullable(),
  state: z.enum(["awaiting_upload", "ready"]),
  created_by: z.string(),
  created_at: z.string(),
  completed_at: z.string().nullable(),
});
export type Asset = z.infer<typeof Asset>;

export const ListAssetsQuery = z.object({
  limit: z.coerce.number("must be a number").int().min(1).max(200, "may be at most 200").default(50),
  cursor: z.string().max(200).optional(),
});
export type ListAssetsQuery = z.infer<typeof ListAssetsQuery>;

/** The claims of a signed link about its file. */
export const AssetLink = z.object({
  workspace_id: z.uuid(),
  project_id: z.uuid(),
  asset_id: z.uuid(),
  content_type: z.string(),
  size_bytes: z.number(),
});
export type AssetLink = z.infer<typeof AssetLink>;

export const LinkToken = z.object({ token: z.string().max(4000) });
