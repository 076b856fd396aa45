import type { Asset } from "@/lib/company/assets/schemas";
import { sha256 } from "@/lib/platform/ids";

/** Put in the place of a file that was taken back. */
export const NOTICE = Buffer.from("The file that was here has been taken back by its owner.\n");
export const TAKEN_BACK = sha256(NOTICE.toString());

/** A file has a place of its own at the provider, so that taking it back leaves every other one alone. It ends with the company's id. */
export const hostedName = (assetId: string, projectId: string): string =>
  `file-${assetId.replaceAll("-", "")}-${projectId.replaceAll("-", "")}`;

/** The same place as the founder finds it in the list of what was published. */
export const shownName = (assetId: string): string => `file-${assetId.replaceAll("-", "")}`;

/** The last part of the file's address: its name, in characters that need no escape. */
export function pathOf({ name }: Pick<Asset, "name">): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-");
  const [, stem = "", ending = ""] = /^(.*?)(\.[A-Za-z0-9]{1,10})?$/.exec(plain) ?? [];
  const bare = stem.replace(/^[.-]+|[.-]+$/g, "").slice(0, 80);
  return `${bare || "file"}${ending}`;
}
