import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { z } from "zod";

/** The version of a site that visitors of this machine see; each file is read when it is asked for. */
export type CurrentSite = {
  deployment: string;
  marker: string;
  files: readonly { path: string; read: () => Promise<Buffer<ArrayBuffer>> }[];
};

const Current = z.object({ deployment: z.string(), marker: z.string() });

/** Null where nothing is published. */
export async function readCurrentSite(folder: string): Promise<CurrentSite | null> {
  const text = await readFile(join(folder, "current.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const { deployment, marker } = Current.parse(JSON.parse(text));
  const root = join(folder, "deployments", deployment, "files");
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(root, file).split("\\").join("/"),
      read: async () => Buffer.from(await readFile(file)),
    }));
  return { deployment, marker, files };
}
