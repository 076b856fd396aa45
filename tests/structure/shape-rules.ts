import { isCode, matching, type Files, type Rule } from "./repository";

const lineCount = (text: string): number => text.trimEnd().split("\n").length;

function routeShape(files: Files): string[] {
  return matching(files, /^app\/.*\/route\.tsx?$/).flatMap(([path, text]) => {
    const handlers = [...text.matchAll(/^export (?:const|async function|function) (\w+)(.*)$/gm)];
    const strangers = handlers.filter(
      ([, name = "", rest = ""]) => !/^(dynamic|runtime|maxDuration)$/.test(name) && !/=\s*\w+Route\b/.test(rest),
    );
    const problems = strangers.map(([, name]) => `${path}: ${name} is not the result of a wrapper of lib/http`);
    if (/^export default|^export \{/m.test(text)) problems.push(`${path}: exports something that is not a handler`);
    // The rest of the methods: a route that forgets them answers without a word, and nothing else may be taken apart here.
    const rest = [...text.matchAll(/^export const \{[^}]*\} = (\w+)\(/gm)].map(([, maker = ""]) => maker);
    if (!/^(otherMethods|noRoute)$/.test(rest.join())) problems.push(`${path}: ends with otherMethods({ … }), once`);
    if (lineCount(text) > 30) problems.push(`${path}: ${lineCount(text)} lines, a route has at most 30`);
    return problems;
  });
}

function jobShape(files: Files): string[] {
  const jobs = matching(files, /^lib\/[^/]+\/[^/]+\/jobs\.ts$/).flatMap(([path, text]) =>
    [...text.matchAll(/export const (\w+) = defineJob\(\{\s*name: "([^"]+)"/g)].map((match) => ({
      path,
      contract: match[1] ?? "",
      job: match[2] ?? "",
    })),
  );
  const handlerOf = (job: string): string => `workers/${job.replace(".", "/").replaceAll("_", "-")}.ts`;
  const expected = new Set(jobs.map(({ job }) => handlerOf(job)));
  const missing = jobs
    .filter(({ job, contract }) => !new RegExp(`\\b${contract}\\b`).test(files.get(handlerOf(job)) ?? ""))
    .map(({ path, job, contract }) => `${path}: ${job} needs ${handlerOf(job)} that handles ${contract}`);
  const named = jobs
    .filter(({ job }) => !/^[a-z-]+\.[a-z]+(_[a-z]+)*$/.test(job))
    .map(({ path, job }) => `${path}: ${job} is not <domain>.<verb_noun>`);
  const extra = matching(files, /^workers\/[^/]+\/[^/]+\.ts$/)
    .filter(([path]) => !expected.has(path))
    .map(([path]) => `${path}: no contract has this name`);
  return [...missing, ...named, ...extra];
}

const MIGRATION = /^supabase\/migrations\/\d{14}_(create|alter|drop|backfill|index)_[a-z0-9_]+\.sql$/;
const CREATED_TABLE = /create table (?:if not exists )?((?:public|genesis)\.\w+)\b(?! partition of)/g;
const withoutComments = (sql: string): string => sql.replace(/--[^\n]*/g, "");

function migrationShape(files: Files): string[] {
  const migrations = matching(files, /^supabase\/migrations\//);
  const all = withoutComments(migrations.map(([, text]) => text).join("\n"));
  return migrations.flatMap(([path, text]) => {
    const problems = MIGRATION.test(path)
      ? []
      : [`${path}: not <time>_<create|alter|drop|backfill|index>_<object>.sql`];
    const keywords = /\b(CREATE|ALTER|DROP|SELECT|INSERT|UPDATE|DELETE|GRANT)\b/;
    if (keywords.test(withoutComments(text).replace(/'[^']*'/g, ""))) problems.push(`${path}: SQL is lower-case`);
    for (const [, table = ""] of withoutComments(text).matchAll(CREATED_TABLE)) {
      if (!text.includes(`comment on table ${table} is 'Owner: `))
        problems.push(`${path}: ${table} has no comment 'Owner: <domain>. …'`);
      const isProtected = [`protect_tenant_table('${table}'`, `alter table ${table} force row level security`].some(
        (line) => all.includes(line),
      );
      if (!isProtected) problems.push(`${path}: ${table} has no forced row level security`);
    }
    return problems;
  });
}

const SAYS_NOTHING =
  /(^|[-.])(utils?|helpers?|common|services?|manager|misc|v2|new|old|final)$|(^|-)(genesis|phase\d+)(-|$)/;

function names(files: Files): string[] {
  return [...files.keys()].filter(isCode).flatMap((path) => {
    const problems: string[] = [];
    const file = path.replace(/^.*\//, "");
    // Folders of app are addresses: "new" is a page there.
    const parts = [...(path.startsWith("app/") ? [] : path.split("/").slice(0, -1)), file.replace(/\..*$/, "")];
    if (parts.some((part) => SAYS_NOTHING.test(part))) problems.push(`${path}: a name that says nothing`);
    if (/^index\.tsx?$/.test(file)) problems.push(`${path}: a barrel; import the file itself`);
    if (/[A-Z_]/.test(file)) problems.push(`${path}: file names are kebab-case`);
    return problems;
  });
}

function sizes(files: Files): string[] {
  return [...files]
    .filter(([path]) => isCode(path) && path !== "lib/platform/database.types.ts")
    .map(([path, text]) => ({
      path,
      lines: lineCount(text),
      most: path.startsWith("tests/") ? 400 : /\/steps\//.test(path) ? 100 : 300,
    }))
    .filter(({ lines, most }) => lines > most)
    .map(({ path, lines, most }) => `${path}: ${lines} lines, at most ${most}`);
}

export const SHAPE_RULES: readonly Rule[] = [
  {
    name: "routes export only wrapper results",
    find: routeShape,
    planted: { "app/api/leads/route.ts": "export async function GET() { return new Response(); }" },
  },
  {
    name: "worker path, job name and contract agree",
    find: jobShape,
    planted: { "lib/outreach/leads/jobs.ts": 'export const ImportLeads = defineJob({ name: "leads.import_leads" });' },
  },
  {
    name: "a worker has a contract",
    find: jobShape,
    planted: { "workers/leads/import-leads.ts": "export default 1;" },
  },
  {
    name: "migrations have their names and headers",
    find: migrationShape,
    planted: { "supabase/migrations/20261121120000_phase_two.sql": "create table public.x (id int);" },
  },
  { name: "names say something", find: names, planted: { "lib/outreach/leads/utils.ts": "" } },
  { name: "no barrels", find: names, planted: { "lib/outreach/leads/index.ts": "" } },
  { name: "files stay small", find: sizes, planted: { "lib/outreach/leads/import-leads.ts": "x\n".repeat(301) } },
];
