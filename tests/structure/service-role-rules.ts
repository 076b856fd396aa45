import { codeOnly, isCode, matching, type Files, type Rule } from "./repository";

const LIST = "docs/service-role.md";
const DOOR = "lib/platform/transaction.ts";
const PRODUCT = /^(app|lib|workers)\/|^(proxy|instrumentation)\.ts$/;
const ENTRY = /^- `([^`]+)` — (.*)$/gm;

const product = (files: Files): [string, string][] => matching(files, PRODUCT).filter(([path]) => isCode(path));

/** The places past row level security, as the document has them and as the code has them. */
function serviceRolePlaces(files: Files): string[] {
  const listed = [...(files.get(LIST) ?? "").matchAll(ENTRY)].map(([, path = "", reason = ""]) => ({ path, reason }));
  const used = product(files)
    .filter(([path, text]) => path !== DOOR && /\b(withServiceTransaction|withoutTrace)\b/.test(codeOnly(text)))
    .map(([path]) => path);
  const names = listed.map(({ path }) => path);
  return [
    ...used
      .filter((path) => !names.includes(path))
      .map((path) => `${path}: acts past row level security — give its reason in ${LIST}, or enter the workspace`),
    ...names
      .filter((path, index) => !used.includes(path) || names.indexOf(path) !== index)
      .map((path) => `${LIST}: ${path} is listed, but does not act past row level security (or is listed twice)`),
    ...listed.filter(({ reason }) => reason.length < 20).map(({ path }) => `${LIST}: ${path} has no reason`),
  ];
}

/** Where a connection, a transaction or a role begins: in the queue's and the health check's case, of a role with fewer rights. */
const BEGINS =
  /\.(transaction|startTransaction|connection)\(\)|\bset_config\('(role|session_authorization|app\.current_workspace_id|request\.jwt\.claims)'|\bset (local |session )?(role|session authorization)\b|\bnew (Client|Pool)\(|\bgetPool\(/i;
/** A company's own database is another one than Greenlight's. */
const MAY_BEGIN =
  /^lib\/platform\/(transaction|queue|db|listen)\.ts$|^lib\/operations\/fleet\/store\.ts$|^lib\/providers\/database\/connection\.ts$/;

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/[^\n]*/g, "$1");

function beginnings(files: Files): string[] {
  return product(files)
    .filter(([path, text]) => !MAY_BEGIN.test(path) && BEGINS.test(withoutComments(text)))
    .map(([path, text]) => `${path}: ${BEGINS.exec(withoutComments(text))?.[0]} — go through ${DOOR}`);
}

/** A verdict, and a task that is done by one, are stored in the checker's role (ADR 14): nothing else may call a thing verified. */
const CHECKER = /\basRole\([^)]*["'`]checker_role["'`]/;
const MAY_JUDGE = new Set(["lib/company/receipts/record-check.ts", "lib/company/tasks/settle-task.ts"]);

function verdicts(files: Files): string[] {
  return product(files)
    .filter(([path, text]) => !MAY_JUDGE.has(path) && CHECKER.test(withoutComments(text)))
    .map(
      ([path]) => `${path}: acts in the checker's role — only lib/company/receipts/record-check.ts stores a verdict`,
    );
}

const CALL = "await withServiceTransaction(ctx, select);";

export const SERVICE_ROLE_RULES: readonly Rule[] = [
  {
    name: "every use of service_role is listed with a reason",
    find: serviceRolePlaces,
    planted: { "lib/outreach/leads/list-leads.ts": CALL, [LIST]: "" },
  },
  {
    name: "every listed place uses service_role",
    find: serviceRolePlaces,
    planted: {
      "lib/outreach/leads/list-leads.ts": "",
      [LIST]: "- `lib/outreach/leads/list-leads.ts` — they once looked across all workspaces",
    },
  },
  {
    name: "a place past row level security has a reason",
    find: serviceRolePlaces,
    planted: { "lib/outreach/leads/list-leads.ts": CALL, [LIST]: "- `lib/outreach/leads/list-leads.ts` — needed" },
  },
  {
    name: "only the checker calls a thing verified",
    find: verdicts,
    planted: {
      "lib/autopilot/actions/execute-approval.ts": "await asRole(tx, 'checker_role', () => updateVerdict(tx, of));",
    },
  },
  {
    name: "connections, transactions and roles begin in one place",
    find: beginnings,
    planted: {
      "lib/outreach/leads/store.ts": "await sql`select set_config('role', 'service_role', true)`.execute(tx.db);",
    },
  },
];
