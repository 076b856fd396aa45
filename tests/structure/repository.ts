import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Paths from the repository's root → what the files contain. */
export type Files = ReadonlyMap<string, string>;
/** Finds what breaks the rule: one line per violation, starting with the path. */
export type Rule = { name: string; find(files: Files): string[]; planted: Record<string, string> };

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = [
  "app",
  "lib",
  "workers",
  "sidecar",
  "runtime-template",
  "scripts",
  "supabase",
  "tests",
  "base-cold-email",
  "docs",
];
const SKIPPED = /(^|\/)(node_modules|\.next|\.temp|\.local)(\/|$)/;
const READ = /\.(tsx?|mjs|cjs|js|sql|json|md|css|toml|example)$/;

export function repositoryFiles(): Files {
  const rootFiles = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = [...rootFiles.map(({ name }) => name), ...FOLDERS.flatMap(filesIn)];
  return new Map(paths.filter((path) => READ.test(path)).map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

function filesIn(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  } catch {
    return []; // a folder that does not exist holds no files
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (SKIPPED.test(path)) return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

export const matching = (files: Files, pattern: RegExp): [string, string][] =>
  [...files].filter(([path]) => pattern.test(path));

/** Code without its comments and the contents of its strings: words there are not uses. */
export function codeOnly(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`\\])\/\/[^\n]*/g, "$1")
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
}

export const isCode = (path: string): boolean =>
  /^(app|lib|workers|sidecar\/src|runtime-template\/src|scripts|tests)\/.*\.(tsx?|mjs)$|^[\w.-]+\.ts$/.test(path);
