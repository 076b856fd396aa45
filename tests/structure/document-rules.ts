import { matching, type Files, type Rule } from "./repository";

const CITED =
  /`((?:app|lib|workers|sidecar|runtime-template|scripts|supabase|tests|base-cold-email|docs)\/[\w./()[\]-]+?)`/g;

function citedPaths(files: Files): string[] {
  const present = [...files.keys()];
  const exists = (path: string): boolean =>
    present.some((one) => one === path || one.startsWith(`${path.replace(/\/$/, "")}/`));
  return matching(files, /\.md$/).flatMap(([document, text]) =>
    [...text.matchAll(CITED)]
      .map((match) => match[1] ?? "")
      .filter((path) => !exists(path))
      .map((path) => `${document}: cites ${path}, which does not exist`),
  );
}

const HOUSE = "ARCHITECTURE.md";
const ROW = /^\| (`[a-z]+\/[a-z-]+`[^|]*) *\|[^|]*\|([^|]*)\|$/gm;
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

/** Each domain has a row, and the files to begin with are in its folder. */
function domainRows(files: Files): string[] {
  const rows = [...(files.get(HOUSE) ?? "").matchAll(ROW)].map(([, domains = "", begin = ""]) => {
    const [first = "", ...others] = quoted(domains);
    const group = first.split("/", 1)[0] ?? "";
    return { domains: [first, ...others.map((name) => `${group}/${name}`)], begin: quoted(begin) };
  });
  const lost = rows.flatMap(({ domains, begin }) =>
    begin
      .filter((file) => !domains.some((domain) => files.has(`lib/${domain}/${file}`)))
      .map((file) => `${HOUSE}: ${file} is not in ${domains.map((domain) => `lib/${domain}`).join(" or ")}`),
  );
  const described = new Set(rows.flatMap(({ domains }) => domains));
  const present = new Set(
    [...files.keys()].flatMap(
      (path) => /^lib\/((?:foundation|company|outreach|metering|operations)\/[\w-]+)\//.exec(path)?.[1] ?? [],
    ),
  );
  const missing = [...present].filter((domain) => !described.has(domain));
  return [...lost, ...missing.map((domain) => `${HOUSE}: has no row for ${domain}`)];
}

const CITED_FUNCTION = /`((?:genesis|private)\.\w+)`\s+\(`(supabase\/migrations\/[\w.]+)`/g;

/** A function is replaced by later migrations: the newest one holds its text. */
function citedFunctions(files: Files): string[] {
  const migrations = matching(files, /^supabase\/migrations\/.*\.sql$/).toSorted(([a], [b]) => (a < b ? 1 : -1));
  return matching(files, /\.md$/).flatMap(([document, text]) =>
    [...text.matchAll(CITED_FUNCTION)].flatMap(([, name = "", cited = ""]) => {
      const defines = new RegExp(
        `^create (?:or replace )?(?:function|procedure) ${name.replace(".", "\\.")}\\s*\\(`,
        "m",
      );
      const newest = migrations.find(([, sql]) => defines.test(sql))?.[0];
      return newest === cited ? [] : [`${document}: ${name} is in ${newest ?? "no migration"}, not in ${cited}`];
    }),
  );
}

const variablesIn = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""));

/** Made by `npm start` for its own parts, or by Node itself: nobody sets them by hand. */
const INTERNAL = new Set([
  "NODE_ENV",
  "LOCAL_IDENTITY_KEY_FILE",
  "TEST_MAILBOX_HOST",
  "TEST_MAILBOX_PORT",
  "OUTBOX_DIR",
]);

function environment(files: Files): string[] {
  const schemas = ["lib/platform/env.ts", "scripts/runtime/settings.ts"]
    .map((path) => files.get(path) ?? "")
    .join("\n");
  const known = variablesIn(schemas, /^ {2}([A-Z][A-Z0-9_]+): /gm);
  const shown = variablesIn(files.get(".env.example") ?? "", /^#? ?([A-Z][A-Z0-9_]+)=/gm);
  const missing = [...known]
    .filter((name) => !shown.has(name) && !INTERNAL.has(name))
    .map((name) => `.env.example: ${name} is missing`);
  const unknown = [...shown].filter((name) => !known.has(name)).map((name) => `.env.example: no schema reads ${name}`);
  return [...missing, ...unknown];
}

function templates(files: Files): string[] {
  const manifest = files.get("base-cold-email/manifest.json");
  const present = matching(files, /^base-cold-email\/.*\.json$/)
    .map(([path]) => path.replace("base-cold-email/", ""))
    .filter((name) => name !== "manifest.json");
  if (manifest === undefined) return present.map((name) => `base-cold-email/${name}: there is no manifest`);
  const named = variablesIn(manifest, /"([^"]+\.json)"/g);
  const unnamed = present
    .filter((name) => !named.has(name))
    .map((name) => `base-cold-email/${name}: the manifest does not name it`);
  const absent = [...named]
    .filter((name) => !present.includes(name))
    .map((name) => `base-cold-email/manifest.json: ${name} does not exist`);
  return [...unnamed, ...absent];
}

export const DOCUMENT_RULES: readonly Rule[] = [
  { name: "paths cited in documents exist", find: citedPaths, planted: { "README.md": "See `lib/nowhere/gone.ts`." } },
  {
    name: "each domain has its row, and the files named there exist",
    find: domainRows,
    planted: { "lib/outreach/leads/add-lead.ts": "" },
  },
  {
    name: "a function of the database is cited with its newest text",
    find: citedFunctions,
    planted: {
      "ARCHITECTURE.md": "`genesis.due` (`supabase/migrations/1_create_due.sql`)",
      "supabase/migrations/1_create_due.sql": "create function genesis.due(",
      "supabase/migrations/2_alter_due.sql": "create or replace function genesis.due(",
    },
  },
  {
    name: "the environment's schema and .env.example agree",
    find: environment,
    planted: { ".env.example": "# SOMETHING_NOBODY_READS=1" },
  },
  {
    name: "templates and manifest agree",
    find: templates,
    planted: { "base-cold-email/Email 9.json": "{}", "base-cold-email/manifest.json": "{}" },
  },
];
