import type { WorkflowDefinition } from "@/lib/contracts/sidecar";
import type { N8nWorkflow } from "./schemas";

export type Owner = { workspaceId: string; key: string };
type Node = WorkflowDefinition["nodes"][number];

const MARKER_NAME = "Managed by Greenlight";
const MARKER_TYPE = "n8n-nodes-base.stickyNote";
const OWNER_LINE = /^workspace `([0-9a-f-]{36})` key `([^`\n]+)`$/m;

/**
 * A note on the canvas names the owner of a workflow: it is created in the same request as the workflow, survives the loss of the sidecar and, unlike n8n's tags of at most 24 characters, holds a whole workspace id.
 */
export function withOwner(definition: WorkflowDefinition, { workspaceId, key }: Owner): WorkflowDefinition {
  const content = `## Managed by Greenlight\nChanges made here are overwritten.\n\nworkspace \`${workspaceId}\` key \`${key}\``;
  const marker: Node = {
    id: "greenlight-owner",
    name: MARKER_NAME,
    type: MARKER_TYPE,
    typeVersion: 1,
    position: [-400, -300],
    parameters: { content, height: 160, width: 460 },
  };
  return { ...definition, nodes: [...withoutMarker(definition.nodes), marker] };
}

export function ownerOf(workflow: Pick<N8nWorkflow, "nodes">): Owner | null {
  const content = workflow.nodes.find(isMarker)?.parameters.content;
  const match = typeof content === "string" ? OWNER_LINE.exec(content) : null;
  return match?.[1] && match[2] ? { workspaceId: match[1], key: match[2] } : null;
}

export function withoutMarker<T extends { name: string; type: string }>(nodes: T[]): T[] {
  return nodes.filter((node) => !isMarker(node));
}

function isMarker(node: { name: string; type: string }): boolean {
  return node.type === MARKER_TYPE && node.name === MARKER_NAME;
}

const WEBHOOK_TYPES = new Set(["n8n-nodes-base.webhook", "n8n-nodes-base.formTrigger"]);

/** The webhook paths a workflow answers on, relative to `/webhook/`. */
export function webhookPaths(workflow: { nodes: { type: string; parameters: Record<string, unknown> }[] }): string[] {
  const webhooks = workflow.nodes.filter((node) => WEBHOOK_TYPES.has(node.type));
  return webhooks.flatMap(({ parameters: { path } }) => (typeof path === "string" ? [path.replace(/^\/+/, "")] : []));
}
