import { isWebhook } from "./node-kinds";
import { PLACEHOLDER } from "./placeholders";
import { WorkflowDefinition, type WorkflowNode } from "./schemas";
import { workflowError } from "./workflow-error";

export type WorkflowExpectation = {
  /** How errors call it. */
  template: string;
  webhookPath: string;
  credentialIds: ReadonlySet<string>;
};

const SETTINGS = new Set([
  "executionOrder",
  "timezone",
  "saveManualExecutions",
  "saveExecutionProgress",
  "saveDataErrorExecution",
  "saveDataSuccessExecution",
  "executionTimeout",
]);
const FOREIGN_FIELDS = ["workflowId", "errorWorkflow", "instanceId", "projectId"];

/** The last look before anything is deployed: what this lets through has only our ids, guarded webhooks and nothing left to fill in. */
export function checkWorkflow(definition: unknown, expected: WorkflowExpectation): WorkflowDefinition {
  const parsed = WorkflowDefinition.safeParse(definition);
  if (!parsed.success) throw foreign(expected, `carries what we did not write: ${parsed.error.message}`, {});
  const { nodes, connections, settings } = parsed.data;

  const unknownSetting = Object.keys(settings).find((key) => !SETTINGS.has(key));
  if (unknownSetting) throw foreign(expected, `carries the setting ${unknownSetting}`, { field: unknownSetting });

  const names = new Set(nodes.map((node) => node.name));
  if (names.size !== nodes.length) throw foreign(expected, "has two nodes of the same name", {});
  const targets = Object.values(connections).flatMap((byType) => Object.values(byType).flat(2));
  for (const name of [...Object.keys(connections), ...targets.flatMap((target) => (target ? [target.node] : []))]) {
    if (!names.has(name)) throw foreign(expected, `connects to "${name}", which is not there`, { node: name });
  }
  for (const node of nodes) checkNode(node, expected);
  return parsed.data;
}

function checkNode(node: WorkflowNode, expected: WorkflowExpectation): void {
  if (isWebhook(node)) checkWebhook(node, expected);
  const field = FOREIGN_FIELDS.find((key) => key in node.parameters);
  if (field) throw foreign(expected, `names another workflow in "${node.name}"`, { node: node.name, field });

  for (const { id } of Object.values(node.credentials ?? {})) {
    const leftOver = id.match(PLACEHOLDER)?.[0];
    if (leftOver) {
      const message = `"${expected.template}" still has ${leftOver} to fill in.`;
      throw workflowError("placeholder_unresolved", message, { node: node.name, placeholder: leftOver });
    }
    if (id.trim() === "") {
      const message = `"${expected.template}" has a credential without an id in "${node.name}".`;
      throw workflowError("credential_empty", message, { node: node.name });
    }
    if (!expected.credentialIds.has(id)) {
      throw foreign(expected, `uses a credential that is not the campaign's in "${node.name}"`, { node: node.name });
    }
  }
}

function checkWebhook(node: WorkflowNode, expected: WorkflowExpectation): void {
  const details = { template: expected.template, node: node.name };
  if (!node.webhookId) {
    const why = "without one its address would answer 404";
    throw workflowError("webhook_id_missing", `The webhook "${node.name}" has no webhookId; ${why}.`, details);
  }
  // n8n keeps a request's headers with its execution, so the workspace's token must not be what opens a webhook.
  const credentials = Object.keys(node.credentials ?? {});
  if (node.parameters["authentication"] !== "jwtAuth" || credentials.join() !== "jwtAuth") {
    const advice = "give it JWT authentication with the credential YOUR_CREDENTIAL_TRIGGER_ID";
    throw workflowError("webhook_open", `The webhook "${node.name}" takes no run token: ${advice}.`, details);
  }
  if (node.parameters["path"] !== expected.webhookPath) {
    throw foreign(expected, `listens at another path than ${expected.webhookPath}`, details);
  }
}

function foreign(expected: WorkflowExpectation, what: string, details: Record<string, unknown>) {
  const message = `Workflow "${expected.template}" cannot be deployed: it ${what}.`;
  return workflowError("foreign_reference", message, { template: expected.template, ...details });
}
