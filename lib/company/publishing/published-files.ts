import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { getAsset } from "@/lib/company/assets/get-asset";
import type { PreviewPart } from "@/lib/company/approvals/define-action";

const MAX_FILES = 500;
const MAX_TEXT = 900_000;

/** Letters, digits and a few marks; a name begins with a dot only where that is a rule of the web or of git. */
const SEGMENT = /^(?:\.well-known|\.gitignore|\.nojekyll|[\p{L}\p{N}_][\p{L}\p{N}_ .@+-]{0,99})$/u;
const isPath = (path: string): boolean =>
  path.split("/").every((segment) => SEGMENT.test(segment) && !segment.endsWith(".") && !segment.endsWith(" "));

export const FilePath = z
  .string()
  .min(1)
  .max(200, "may have at most 200 characters")
  .refine(isPath, "must be a path like css/main.css: no .., no leading slash, no hidden files");
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be a sha256 in lower-case hex");

export const TextFile = z.strictObject({
  path: FilePath,
  content: z.string().max(MAX_TEXT, "may have at most 900,000 characters; upload a larger file"),
});
export const AssetFile = z.strictObject({ path: FilePath, asset_id: z.uuid(), sha256: Sha256 });
export const PublishedFile = z.union([TextFile, AssetFile]);
export type PublishedFile = z.infer<typeof PublishedFile>;

const distinct = (files: readonly { path: string }[]): boolean => {
  const paths = files.map(({ path }) => path.normalize("NFC").toLowerCase());
  const taken = new Set(paths);
  const isFolder = (path: string): boolean => paths.some((other) => other.startsWith(`${path}/`));
  return taken.size === paths.length && !paths.some(isFolder);
};

/** A list of files in which no two can be the same place. */
export const fileList = <F extends z.ZodType<{ path: string }>>(file: F) =>
  z
    .array(file)
    .min(1, "must name at least one file")
    .max(MAX_FILES, `may name at most ${MAX_FILES} files`)
    .refine(distinct, "names a path twice, or a file and a folder alike");

/** The sha256 of each file, by its path: what is approved, and what is checked. */
export const hashesOf = (files: readonly PublishedFile[]): Map<string, string> =>
  new Map(files.map((file) => [file.path, "content" in file ? sha256(file.content) : file.sha256]));

/** Each file as a founder reads it; refuses an upload that is not there or is another one. */
export async function filesInWords(
  tx: TxCtx,
  projectId: string,
  files: readonly PublishedFile[],
): Promise<{ parts: PreviewPart[]; sizeBytes: number }> {
  const parts: PreviewPart[] = [];
  let sizeBytes = 0;
  for (const file of files) {
    if ("content" in file) {
      sizeBytes += Buffer.byteLength(file.content);
      parts.push({ label: file.path, text: file.content });
      continue;
    }
    const asset = await getAsset(tx, { projectId, assetId: file.asset_id });
    if (asset.state !== "ready" || asset.sha256 !== file.sha256)
      throw new AppError("impossible", `“${asset.name}” is not complete, or it is another file than was named.`, {
        code: "asset.changed",
      });
    sizeBytes += asset.size_bytes;
    parts.push({
      label: file.path,
      text: `The upload “${asset.name}”, ${asset.size_bytes} bytes, sha256 ${file.sha256}`,
    });
  }
  return { parts, sizeBytes };
}
