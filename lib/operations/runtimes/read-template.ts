import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

const TEMPLATE = join(process.cwd(), "runtime-template");

type TemplateFile = { path: string; bytes: Buffer };

/** The files that a company's repository begins with, in the order of their paths. */
export async function readTemplate(): Promise<TemplateFile[]> {
  const entries = await readdir(TEMPLATE, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.toSorted().map(async (path) => ({ path: relative(TEMPLATE, path), bytes: await readFile(path) })),
  );
}
