import { isCode, isDatabaseQuery, textsOf, type TextInNode } from "./node-kinds";
import type { Template, WorkflowNode } from "./schemas";
import { workflowError, type WorkflowProblem } from "./workflow-error";

const ENV_ACCESS = /\$(?:env|vars|secrets)\b|\$\s*\[\s*['"`](?:env|vars|secrets)|\bprocess\s*\.\s*env\b/;

const SECRET_SHAPES = [
  /\b(?:sk|pk|rk|whsec|ghp|gho|ghs|github_pat|glpat|xox[abeoprs]|SG|re|key|apify_api)[-_][A-Za-z0-9_-]{16,}/,
  /\bA(?:KIA|SIA)[0-9A-Z]{16}\b/,
  /\bAIza[0-9A-Za-z_-]{30,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bBearer\s+[A-Za-z0-9._~+/-]{12,}/i,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]+:[^\s/@"'`]+@/i,
  /\b[0-9a-f]{32,}\b/i,
  /\b(?=[A-Za-z0-9+/]*[0-9])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{40,}/,
];
const SECRET_FIELD =
  /^(?:password|passwd|pass|secret|token|api[-_]?key|access[-_]?token|auth[-_]?token|client[-_]?secret|x-api-key|x-webhook-token|authorization)$/i;
const ADDRESS = /\bhttps?:\/\/([^\s/:"'`<>)?#\\]+)/gi;

/** Refuse a template that carries a secret, reads the engine's environment, points anywhere else or builds queries from text. */
export function checkTemplate(template: Template): void {
  for (const node of template.workflow.nodes) {
    checkNodeType(template, node);
    checkNamedSecrets(template, node);
    for (const found of textsOf(node)) checkText(template, found);
    checkQuery(template, node);
    checkCredentialIds(template, node);
  }
  checkOptionalNodes(template);
}

function checkText(template: Template, found: TextInNode): void {
  if (ENV_ACCESS.test(found.text)) {
    throw refuse(template, found, ["env_access", "reads the engine's environment; compile the value in instead"]);
  }
  if (SECRET_SHAPES.some((shape) => shape.test(found.text))) {
    throw refuse(template, found, ["literal_secret", "contains what looks like a secret; use a credential instead"]);
  }
  for (const [, host = ""] of found.text.matchAll(ADDRESS)) {
    if (template.variant.hosts.includes(host.toLowerCase())) continue;
    throw refuse(template, found, ["foreign_reference", `points at the foreign address ${host}`]);
  }
}

/** A field or header called password, token… may hold an expression or nothing, never its own text. */
function checkNamedSecrets(template: Template, node: WorkflowNode): void {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const fields = Object.entries(value);
    const named = "name" in value && "value" in value ? [[String(value.name), value.value] as const] : [];
    for (const [key, text] of [...fields, ...named]) {
      if (SECRET_FIELD.test(key) && typeof text === "string" && text !== "" && !text.startsWith("=")) {
        throw refuse(template, { node: node.name, key }, [
          "literal_secret",
          "holds a secret as text; use a credential",
        ]);
      }
    }
    for (const [, entry] of fields) visit(entry);
  };
  visit(node.parameters);
}

function checkNodeType(template: Template, node: WorkflowNode): void {
  if (template.nodeTypes.includes(node.type)) return;
  const place = { node: node.name, key: "type" };
  throw refuse(template, place, [
    "foreign_reference",
    `is of the type ${node.type}, which the manifest does not allow`,
  ]);
}

function checkQuery(template: Template, node: WorkflowNode): void {
  const { query, jsCode } = node.parameters;
  if (isDatabaseQuery(node) && (typeof query !== "string" || query.startsWith("=") || query.includes("{{"))) {
    const advice = "builds its query from text; give values as query parameters ($1, $2…)";
    throw refuse(template, { node: node.name, key: "query" }, ["unsafe_query", advice]);
  }
  if (isCode(node) && (typeof jsCode !== "string" || jsCode.trimStart().startsWith("="))) {
    throw refuse(template, { node: node.name, key: "jsCode" }, ["template_invalid", "has no plain code"]);
  }
}

function checkCredentialIds(template: Template, node: WorkflowNode): void {
  for (const [type, reference] of Object.entries(node.credentials ?? {})) {
    if (/^YOUR_CREDENTIAL_[A-Z_]+_ID$/.test(reference.id)) continue;
    const place = { node: node.name, key: `credentials.${type}` };
    throw refuse(template, place, ["foreign_reference", `names the foreign credential ${reference.id}`]);
  }
}

function checkOptionalNodes({ entry, variant, workflow }: Template): void {
  const names = new Set(workflow.nodes.map((node) => node.name));
  const missing = Object.values(variant.optional_credentials)
    .flat()
    .find((name) => !names.has(name));
  if (missing === undefined) return;
  const message = `The manifest names a node "${missing}" that template "${entry.display_name}" does not have.`;
  throw workflowError("template_invalid", message, { template: entry.id, node: missing });
}

type Fault = [problem: WorkflowProblem, what: string];

function refuse(template: Template, place: { node: string; key: string }, [problem, what]: Fault) {
  const { id, display_name } = template.entry;
  const message = `Template "${display_name}" cannot be deployed: node "${place.node}" ${what}.`;
  return workflowError(problem, message, { template: id, node: place.node, field: place.key });
}
