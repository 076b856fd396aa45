import { sha256 } from "@/lib/platform/ids";
import { checkTemplate } from "./check-template";
import { checkWorkflow } from "./check-workflow";
import { isWebhook } from "./node-kinds";
import { CREDENTIAL_PLACEHOLDERS } from "./placeholders";
import { CredentialType } from "./schemas";
import type { CompiledWorkflow, CompileInput, Template, WorkflowNode } from "./schemas";
import { substitute, type Values } from "./substitute";
import { stableUuid, webhookPath } from "./webhook-path";
import { workflowError } from "./workflow-error";
import { workflowName } from "./workflow-name";

const NODE_FIELDS = new Set([
  "name",
  "type",
  "typeVersion",
  "position",
  "parameters",
  "credentials",
  "disabled",
  "onError",
  "retryOnFail",
  "maxTries",
  "waitBetweenTries",
  "alwaysOutputData",
  "executeOnce",
  "notes",
  "notesInFlow",
]);
const FOREIGN_SETTINGS = new Set([
  "errorWorkflow",
  "callerIds",
  "availableInMCP",
  "timeSavedPerExecution",
  "binaryMode",
]);

/** One template made into one campaign's workflow. The same input gives the same bytes; any doubt is a named error. */
export function compileWorkflow(template: Template, input: CompileInput): CompiledWorkflow {
  const { entry, workflow } = template;
  checkTemplate(template);
  const credentials = resolveCredentials(template, input);
  const values: Values = {
    ...input.values,
    ...credentials.values,
    CAMPAIGN_ID: input.campaignId,
    CAMPAIGN_NAME: input.campaignName,
    WORKSPACE_NAME: input.workspaceName,
  };
  const place = { template: entry.display_name, node: "", key: "" };
  const nodes = workflow.nodes.map((node) =>
    substitute(
      prepareNode(node, template, { input, off: credentials.disabledNodes }),
      { ...place, node: node.name },
      values,
    ),
  );
  const kept = Object.entries(workflow.settings).filter(([key]) => !FOREIGN_SETTINGS.has(key));
  const settings = substitute(Object.fromEntries(kept), { ...place, key: "settings" }, values);
  const name = workflowName(input.workspaceName, entry.display_name, input.campaignName);
  const path = webhookPath(input.campaignId, entry.webhook_path);

  const definition = checkWorkflow(
    { name, nodes, connections: workflow.connections, settings },
    { template: entry.display_name, webhookPath: path, credentialIds: new Set(credentials.ids) },
  );
  return {
    templateId: entry.id,
    displayName: entry.display_name,
    name,
    definition,
    webhookPath: path,
    disabledNodes: [...credentials.disabledNodes],
    contentHash: sha256(JSON.stringify(definition)),
  };
}

/** Only what we know of a node goes on; ids are ours and stable, so that campaigns never clash and a redeployment changes nothing. */
function prepareNode(
  node: WorkflowNode,
  { entry, variant }: Template,
  { input, off }: { input: CompileInput; off: ReadonlySet<string> },
): WorkflowNode {
  const kept = Object.fromEntries(Object.entries(node).filter(([key]) => NODE_FIELDS.has(key))) as WorkflowNode;
  const id = stableUuid("node", input.campaignId, entry.id, node.name);
  const webhookId = isWebhook(node) ? stableUuid("webhook", input.campaignId, entry.id, node.name) : undefined;
  if (off.has(node.name)) {
    const { credentials: _unused, ...withoutCredentials } = kept;
    return { ...withoutCredentials, id, disabled: true, ...(webhookId && { webhookId }) };
  }
  requireDeclared(node, { entry, variant });
  return { ...kept, id, ...(webhookId && { webhookId }) };
}

/** Required credentials must be there and not empty; the nodes of an optional one that is not there are switched off. */
function resolveCredentials({ entry, variant }: Template, { credentials }: CompileInput) {
  const details = (credential: CredentialType) => ({ template: entry.id, credential });
  const needs = `Template "${entry.display_name}" needs the credential`;
  for (const type of CredentialType.options) {
    const required = variant.required_credentials.includes(type);
    if (required && credentials[type] === undefined) {
      throw workflowError("credential_missing", `${needs} ${type}, but the campaign has none.`, details(type));
    }
    if ((required || type in variant.optional_credentials) && credentials[type]?.trim() === "") {
      throw workflowError("credential_empty", `${needs} ${type}, but its id is empty.`, details(type));
    }
  }
  const present = CredentialType.options.filter((type) => credentials[type] !== undefined);
  const optional = Object.entries(variant.optional_credentials) as [CredentialType, string[]][];
  return {
    ids: present.map((type) => credentials[type] ?? ""),
    values: Object.fromEntries(present.map((type) => [CREDENTIAL_PLACEHOLDERS[type], credentials[type]])),
    disabledNodes: new Set(optional.filter(([type]) => !present.includes(type)).flatMap(([, names]) => names)),
  };
}

function requireDeclared(node: WorkflowNode, { entry, variant }: Pick<Template, "entry" | "variant">): void {
  const declared = [
    ...variant.required_credentials,
    ...(Object.keys(variant.optional_credentials) as CredentialType[]),
  ];
  const placeholders = new Set(declared.map((type) => `YOUR_${CREDENTIAL_PLACEHOLDERS[type]}`));
  for (const { id } of Object.values(node.credentials ?? {})) {
    if (placeholders.has(id)) continue;
    const message = `Template "${entry.display_name}" uses ${id} in "${node.name}" without declaring it in the manifest.`;
    throw workflowError("credential_undeclared", message, { template: entry.id, node: node.name, placeholder: id });
  }
}
