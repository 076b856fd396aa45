import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { TEMPLATES_DIRECTORY } from "./load-templates";

/** Another text whenever a template or the manifest changes: what n8n holds is then to be deployed again. */
export async function templatesVersion(directory: string = TEMPLATES_DIRECTORY): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await readdir(directory)).filter((name) => name.endsWith(".json")).toSorted()) {
    hash
      .update(file)
      .update("\0")
      .update(await readFile(path.join(directory, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
