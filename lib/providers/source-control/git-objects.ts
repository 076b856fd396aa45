import { createHash } from "node:crypto";

const hashOf = (type: "blob" | "tree", body: Uint8Array): Buffer =>
  createHash("sha1").update(`${type} ${body.length}\0`).update(body).digest();

/** The name that git gives to a file's bytes. */
export const blobHash = (bytes: Uint8Array): string => hashOf("blob", bytes).toString("hex");

type Folder = Map<string, string | Folder>;

/** The name that git gives to a folder of plain files, path → blob hash. */
export function treeHash(files: ReadonlyMap<string, string>): string {
  const root: Folder = new Map();
  for (const [path, blob] of files) place(root, path.split("/"), blob);
  return hashFolder(root).toString("hex");
}

function place(folder: Folder, [name = "", ...rest]: string[], blob: string): void {
  if (rest.length === 0) return void folder.set(name, blob);
  const inner = folder.get(name);
  const next: Folder = inner instanceof Map ? inner : new Map();
  folder.set(name, next);
  place(next, rest, blob);
}

/** Git sorts by bytes, a folder as if its name ended with a slash. */
function hashFolder(folder: Folder): Buffer {
  const entries = [...folder].map(([name, entry]) => {
    const isFolder = entry instanceof Map;
    const hash = isFolder ? hashFolder(entry) : Buffer.from(entry, "hex");
    return { sort: Buffer.from(isFolder ? `${name}/` : name), line: [isFolder ? "40000" : "100644", name], hash };
  });
  entries.sort((a, b) => Buffer.compare(a.sort, b.sort));
  return hashOf("tree", Buffer.concat(entries.flatMap(({ line, hash }) => [Buffer.from(`${line.join(" ")}\0`), hash])));
}
