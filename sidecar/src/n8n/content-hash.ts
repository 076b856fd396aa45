import { createHash } from "node:crypto";
import { WorkflowDefinition } from "@/lib/contracts/sidecar";
import { withoutMarker } from "./ownership";
import type { N8nWorkflow } from "./schemas";

/**
 * Changes when somebody changes what a workflow is called or does in n8n, and not when a node is only moved on the canvas. Taken of what n8n
 * stores, so that the defaults it adds by itself are on both sides of a comparison.
 */
export function contentHash({ name, nodes, connections, settings }: N8nWorkflow): string {
  const stored = { nodes: withoutMarker(nodes), connections, settings: settings ?? {} };
  const known = WorkflowDefinition.safeParse(stored);
  const content = known.success
    ? { ...known.data, nodes: known.data.nodes.map(({ position: _position, ...node }) => withCredentialIds(node)) }
    : stored;
  return createHash("sha256")
    .update(JSON.stringify(sorted({ name, ...content })))
    .digest("hex");
}

/** n8n fills in the names of credentials by itself. */
function withCredentialIds<T extends { credentials?: Record<string, { id: string }> | undefined }>(node: T): object {
  const credentials = Object.entries(node.credentials ?? {}).map(([type, { id }]) => [type, id]);
  return { ...node, credentials: Object.fromEntries(credentials) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]),
  );
}
