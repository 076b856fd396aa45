import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enterByLink, type LinkCtx, type LinkKind } from "@/lib/company/assets/asset-link";
import { completeAsset } from "@/lib/company/assets/complete-asset";
import { createAsset } from "@/lib/company/assets/create-asset";
import { receiveUpload } from "@/lib/company/assets/receive-upload";
import type { AssetRef } from "@/lib/company/assets/schemas";
import type { Company, TestWorld } from "./test-world";
import { createTestWorld } from "./test-world";

/** The smallest PNG there is: one pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

export type AssetWorld = TestWorld & {
  /** Every file in the storage, by its path below it. */
  stored(): Promise<string[]>;
};

/** A world whose home is a folder of its own. */
export async function createAssetWorld(environment: Record<string, string> = {}): Promise<AssetWorld> {
  const home = await mkdtemp(join(tmpdir(), "greenlight-assets-"));
  const world = await createTestWorld({ GREENLIGHT_HOME: home, ...environment });
  return {
    ...world,
    stored: async () => {
      const entries = await readdir(join(home, "storage"), { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(home, "storage").length + 1));
    },
    close: async () => {
      await world.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

type File = { name?: string; bytes?: Buffer; contentType?: string };

export const tokenOf = (url: string): string => url.slice(url.lastIndexOf("/") + 1);

export const openLinkOf = (world: TestWorld, kind: LinkKind, url: string): Promise<LinkCtx> =>
  enterByLink(kind)(world.system(), tokenOf(url));

/** A file that was announced; its link is open. */
export async function announced(
  world: TestWorld,
  { owner, projectId }: Company,
  file: File = {},
): Promise<{ ref: AssetRef; link: LinkCtx; url: string }> {
  const { name = "logo.png", bytes = PNG, contentType = "image/png" } = file;
  const wanted = { projectId, name, content_type: contentType, size_bytes: bytes.length };
  const { asset_id: assetId, upload_url: url } = await createAsset(owner, wanted);
  return { ref: { projectId, assetId }, link: await openLinkOf(world, "upload", url), url };
}

/** Bytes as they come over the network: in pieces. */
export async function* inPieces(bytes: Buffer, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A file whose bytes have arrived but were not looked at. */
export async function arrived(world: TestWorld, company: Company, file: File = {}): Promise<AssetRef> {
  const { ref, link } = await announced(world, company, file);
  const bytes = inPieces(file.bytes ?? PNG, 64);
  await receiveUpload(link, { bytes, contentType: null, contentLength: null });
  return ref;
}

/** A file that is ready. */
export async function uploaded(world: TestWorld, company: Company, file: File = {}): Promise<AssetRef> {
  const ref = await arrived(world, company, file);
  await completeAsset(company.owner, ref);
  return ref;
}
