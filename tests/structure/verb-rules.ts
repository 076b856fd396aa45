import ts from "typescript";
import { matching, type Files, type Rule } from "./repository";

/**
 * A verb is every exported function of a domain that takes a context, found in the syntax tree: a parameter called `ctx`, or one whose type
 * is a context. Functions that only pick values out of a context (`{ now }: WorkspaceCtx`) take those values.
 */
const DOMAIN = /^lib\/(?!platform\/|providers\/|http\/|contracts\/)[^/]+\/[^/]+\/[^/]+\.ts$/;
const LEAF = /\/(schemas|jobs|events|transitions|plan|step|store[\w-]*)\.ts$/;
const CONTEXT = /\b(Workspace|User|Admin|System|Link)Ctx\b/;
/** Calls that open a transaction in which a workspace's rows may change. */
const WRITES = new Set(["withTransaction", "withAccessChange"]);
const PERMISSIONS = new Set(["requirePermission", "requireAdmin"]);
const EVENTS = new Set(["appendEvent", "appendEvents"]);

type Parameters = readonly ts.ParameterDeclaration[];
type Exported = { name: string; parameters: Parameters };
type Source = { path: string; verbs: string[]; isNamedAfterPart: boolean; calls: ReadonlySet<string>; text: string };

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function exportedFunctions(source: ts.SourceFile): Exported[] {
  return source.statements.filter(isExported).flatMap((statement): Exported[] => {
    if (ts.isFunctionDeclaration(statement) && statement.name)
      return [{ name: statement.name.text, parameters: statement.parameters }];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? [{ name: name.getText(source), parameters: initializer.parameters }]
        : [],
    );
  });
}

/** `{ actor, ...ctx }` holds the rest of the context too. */
const holdsWhole = (name: ts.BindingName): boolean =>
  ts.isIdentifier(name) ||
  name.elements.some((element) => ts.isBindingElement(element) && element.dotDotDotToken !== undefined);

const takesContext = (parameters: Parameters, source: ts.SourceFile): boolean =>
  parameters.some(
    ({ name, type }) =>
      name.getText(source) === "ctx" || (holdsWhole(name) && type !== undefined && CONTEXT.test(type.getText(source))),
  );

function callsOf(source: ts.SourceFile): Set<string> {
  const calls = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.add(node.expression.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

const camelCase = (path: string): string =>
  path.replace(/^.*\/|\.ts$/g, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const parsed = new Map<string, Source>();

function sourceOf(path: string, text: string): Source {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const verbs = exportedFunctions(source)
    .filter(({ parameters }) => takesContext(parameters, source))
    .map(({ name }) => name);
  const isPart = ({ name, parameters: [first] }: Exported): boolean =>
    name === camelCase(path) && first?.name.getText(source) === "tx";
  const isNamedAfterPart = exportedFunctions(source).some(isPart);
  const made = { path, verbs, isNamedAfterPart, calls: callsOf(source), text };
  parsed.set(path, made);
  return made;
}

const sources = (files: Files): Source[] =>
  matching(files, DOMAIN)
    .filter(([path]) => !LEAF.test(path))
    .map(([path, text]) => sourceOf(path, text));

const verbFiles = (files: Files): Source[] => sources(files).filter(({ verbs }) => verbs.length > 0);

function oneVerbAFile(files: Files): string[] {
  return verbFiles(files).flatMap(({ path, verbs }) => [
    ...(verbs.length > 1 ? [`${path}: holds ${verbs.length} verbs (${verbs.join(", ")}); one a file`] : []),
    ...verbs
      .filter((verb) => verb !== camelCase(path))
      .map((verb) => `${path}: exports ${verb}; name the file after it`),
  ]);
}

/** The test of a verb, or of the part of one that takes its transaction, stands at its path; those of one shape share a table in `every-<shape>.test.ts`, which imports each of them. */
function mirroredTests(files: Files): string[] {
  const tables = matching(files, /^tests\/.*\/every-[\w-]+\.test\.ts$/);
  const isInTable = (path: string): boolean =>
    tables.some(([, text]) => text.includes(`from "@/${path.replace(/\.ts$/, "")}";`));
  return sources(files)
    .filter(({ verbs, isNamedAfterPart }) => verbs.length > 0 || isNamedAfterPart)
    .filter(({ path }) => !isInTable(path))
    .filter(({ path }) => !["", ".n8n"].some((kind) => files.has(`tests/${path.replace(/\.ts$/, `${kind}.test.ts`)}`)))
    .map(({ path }) => `${path}: tests/${path.replace(/\.ts$/, ".test.ts")} is missing`);
}

const intersects = (calls: ReadonlySet<string>, names: ReadonlySet<string>): boolean =>
  [...names].some((name) => calls.has(name));

function writeVerbs(files: Files): string[] {
  return verbFiles(files)
    .filter(({ calls }) => intersects(calls, WRITES))
    .flatMap(({ path, calls, text }) => {
      const problems: string[] = [];
      if (!intersects(calls, PERMISSIONS) && !/\/\/ No permission: \w/.test(text))
        problems.push(
          `${path}: opens a transaction without requirePermission; call it, or say "// No permission: <why>"`,
        );
      if (!intersects(calls, EVENTS) && !/\/\/ No event: \w/.test(text))
        problems.push(`${path}: opens a transaction without appendEvent; append one, or say "// No event: <why>"`);
      return problems;
    });
}

const PATH = "lib/outreach/campaigns/pause-campaign.ts";
const verb = (body: string): string => `export async function pauseCampaign(ctx: WorkspaceCtx) { ${body} }`;
const CHECKED = "requirePermission(ctx, 'campaigns.write'); return withTransaction(ctx, save);";

export const VERB_RULES: readonly Rule[] = [
  {
    name: "a file holds one verb",
    find: oneVerbAFile,
    planted: { [PATH]: `${verb("")}\nexport const resumeCampaign = (ctx: WorkspaceCtx) => run(ctx);` },
  },
  {
    name: "a file is named after its verb",
    find: oneVerbAFile,
    planted: { "lib/outreach/campaigns/launch.ts": verb("") },
  },
  {
    name: "a context by another name makes a verb too",
    find: oneVerbAFile,
    planted: { "lib/outreach/campaigns/launch.ts": "export const pause = async (of: WorkspaceCtx) => save(of);" },
  },
  {
    name: "a context that is taken apart and kept makes a verb too",
    find: oneVerbAFile,
    planted: { [PATH]: `${verb("")}\nexport const ownOf = ({ actor, ...rest }: WorkspaceCtx) => find(rest);` },
  },
  { name: "every verb has its mirrored test", find: mirroredTests, planted: { [PATH]: verb("") } },
  {
    name: "a part of a verb that takes its transaction has its mirrored test",
    find: mirroredTests,
    planted: { "lib/outreach/campaigns/stop-sends.ts": "export async function stopSends(tx: TxCtx) {}" },
  },
  {
    name: "a verb that writes checks the permission",
    find: writeVerbs,
    planted: { [PATH]: verb("return withTransaction(ctx, (tx) => appendEvent(tx, CampaignPaused, {}));") },
  },
  { name: "a verb that writes appends an event", find: writeVerbs, planted: { [PATH]: verb(CHECKED) } },
  {
    name: "the name of the check in a comment or a string is no call",
    find: writeVerbs,
    planted: {
      [PATH]: verb(
        "/* requirePermission(ctx) */ withTransaction(ctx, (tx) => appendEvent(tx, 'requirePermission(ctx)'));",
      ),
    },
  },
];
