import { posix } from "node:path";
import ts from "typescript";
import { matching, type Files, type Rule } from "./repository";

/**
 * Any significant operation of a company appears in its ledger in the same request or job: each route that changes something, and each
 * job, reaches a verb that appends an event, or says why it does not.
 */
const ROUTE = /^app\/.*\/route\.ts$/;
const HANDLER = /^workers\/[^/]+\/[^/]+\.ts$/;
const PART = /^app\//;
const VERB = /^lib\/(?!platform\/|providers\/|http\/|contracts\/)[^/]+\/[^/]+\/[^/]+\.ts$/;
const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const EVENTS = new Set(["appendEvent", "appendEvents"]);

/** A door or a job without a line of its own, and the reason. A sweep needs none: it starts a job of each workspace, and that one is held. */
const EXEMPT: Record<string, string> = {
  "POST app/api/admin/audit-log/verify/route.ts": "it reads; the audit log records that it was asked",
  "POST app/api/admin/login-audit/verify/route.ts": "it reads; the audit log records that it was asked",
  "POST app/api/admin/refresh-views/route.ts": "it computes the operator's sums anew and changes no company",
  "POST app/api/admin/watchdog/run/route.ts":
    "it asks for a look; a difference that is put right or given up writes its own",
  "PUT app/api/assets/upload/[token]/route.ts":
    "bytes that arrived are nothing yet: `asset.upload_requested` came before, `asset.uploaded` follows when they are complete",
  "POST app/api/campaigns/[campaignId]/sequence/preview/route.ts": "it shows a sequence and stores nothing",
  "POST app/api/campaigns/audience-preview/route.ts": "it counts people and stores nothing",
  "POST app/api/engine/leads-to-research/route.ts": "it lists leads for a workflow and stores nothing",
  "POST app/api/leads/preview/route.ts": "it shows the first rows of a file and stores nothing",
  "POST app/api/local/sign-in/route.ts": "a session is the person's, not a company's; the login audit has it",
  "POST app/api/local/sign-out/route.ts": "a session is the person's, not a company's; the login audit has it",
  "POST app/api/mcp/route.ts":
    "its tools read or propose, and a proposal writes `approval.requested` or `task.proposed`",
  "POST app/api/projects/[projectId]/email-identity/test/route.ts":
    "the email that it sends to the company's own address is received, and `email.inbound.received` is its line",
  "POST app/api/projects/[projectId]/billing/portal/route.ts":
    "it hands out the address of the provider's page; nothing changes here",
  "POST app/api/worker/drain/route.ts": "it runs jobs, each of which leads to its own event",
  "POST app/api/webhooks/entri/route.ts": "it rings for a check, which writes what it finds",
  "POST app/api/webhooks/clerk/route.ts": "it stores lines of the login audit, which belong to a person",
  "workers/audit/record-access.ts": "it stores lines of the audit log",
  "workers/governance/block-runs.ts": "`workspace.frozen` came before, and its proof follows",
  "workers/ignition/run-campaign-step.ts": "`campaign.run_requested` came before; the run reports its own events",
  "workers/billing/mail-payment-trouble.ts": "`billing.subscription_changed` came before, and this tells it by email",
  "workers/runtime/mail-trouble.ts":
    "`runtime.provisioning_failed` or `runtime.fell_back` came before, and this tells it by email",
  "workers/ingestion/mail-budget-alert.ts": "`budget.share_reached` came before, and this tells it by email",
  "workers/mailbox/mail-unread-replies.ts": "`mailbox.replies_unread` came before, and this tells it by email",
  "workers/watchdog/check-machine.ts": "it asks for looks; a difference that is put right or given up writes its own",
  "workers/ledger/dispatch.ts": "it starts the jobs that follow a line",
};
const SWEEP = /^export default sweep\(/m;

type Module = {
  /** Imported values that the file uses, by name. */
  imports: ReadonlyMap<string, string>;
  /** The methods of a route. */
  methods: string[];
  appends: boolean;
  isExempt: boolean;
};

const isTypeOnly = (node: ts.ImportDeclaration): boolean =>
  node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return `${specifier.slice(2)}.ts`;
  if (specifier.startsWith(".")) return `${posix.join(posix.dirname(from), specifier)}.ts`;
  return null;
}

function importsOf(source: ts.SourceFile, path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const node of source.statements) {
    if (!ts.isImportDeclaration(node) || isTypeOnly(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
    const target = resolve(path, node.moduleSpecifier.text);
    const bindings = node.importClause?.namedBindings;
    if (target === null || !bindings || !ts.isNamedImports(bindings)) continue;
    for (const element of bindings.elements) if (!element.isTypeOnly) found.set(element.name.text, target);
  }
  return found;
}

const parsed = new Map<string, { text: string; module: Module }>();

function moduleOf(path: string, text: string): Module {
  const known = parsed.get(path);
  if (known?.text === text) return known.module;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  let appends = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && EVENTS.has(node.expression.getText(source))) appends = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  const methods = source.statements.flatMap((node) =>
    ts.isVariableStatement(node)
      ? node.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
      : [],
  );
  const module = {
    imports: importsOf(source, path),
    methods: methods.filter((name) => CHANGING.has(name)),
    appends,
    isExempt: /\/\/ No event: \w/.test(text),
  };
  parsed.set(path, { text, module });
  return module;
}

/** Whether an event is appended, or its absence explained, in a verb that this file leads to. */
function reaches(files: Files, path: string, seen = new Set<string>()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const text = files.get(path);
  if (text === undefined) return false;
  const { appends, isExempt, imports } = moduleOf(path, text);
  if (appends || (isExempt && VERB.test(path))) return true;
  return [...new Set(imports.values())].some(
    (target) => (VERB.test(target) || PART.test(target)) && reaches(files, target, seen),
  );
}

function withoutEvent(files: Files): string[] {
  const routes = matching(files, ROUTE).flatMap(([path, text]) =>
    moduleOf(path, text).methods.map((method) => ({ path, name: `${method} ${path}` })),
  );
  const jobs = matching(files, HANDLER)
    .filter(([, text]) => !SWEEP.test(text))
    .map(([path]) => ({ path, name: path }));
  return [...routes, ...jobs]
    .filter(({ path, name }) => !(name in EXEMPT) && !reaches(files, path))
    .map(({ name }) => `${name}: leads to no event of the ledger; append one, or name the reason in EXEMPT`);
}

/** An exemption whose door or job is gone, or reaches an event by now. */
function idleExemptions(files: Files): string[] {
  if (!files.has("package.json")) return [];
  return Object.keys(EXEMPT)
    .map((name) => ({ name, path: name.replace(/^[A-Z]+ /, "") }))
    .filter(({ path }) => !files.has(path) || reaches(files, path))
    .map(({ name }) => `${name}: needs no exemption from events; take it out`);
}

const ROUTE_PATH = "app/api/things/route.ts";
const SAVE = "lib/company/things/save-thing.ts";
const route =
  'import { saveThing } from "@/lib/company/things/save-thing";\nexport const POST = projectRoute({ handler: saveThing });';

export const EVENT_RULES: readonly Rule[] = [
  {
    name: "each route that changes something leads to an event of the ledger, or says why not",
    find: withoutEvent,
    planted: { [ROUTE_PATH]: route, [SAVE]: "export const saveThing = (ctx: WorkspaceCtx) => store(ctx);" },
  },
  {
    name: "the name of an event in a comment is none",
    find: withoutEvent,
    planted: { [ROUTE_PATH]: route, [SAVE]: "/* appendEvent(tx, Saved) */ export const saveThing = store;" },
  },
  {
    name: "each job leads to an event of the ledger, or says why not",
    find: withoutEvent,
    planted: {
      "workers/things/save-thing.ts":
        'import { saveThing } from "@/lib/company/things/save-thing";\nexport default handle(SaveThing, saveThing);',
      [SAVE]: "export const saveThing = (ctx: WorkspaceCtx) => store(ctx);",
    },
  },
  {
    name: "no exemption from events outlives its reason",
    find: idleExemptions,
    planted: { "package.json": "{}" },
  },
];
