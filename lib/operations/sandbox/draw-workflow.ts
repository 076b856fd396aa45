import type { CompiledWorkflow } from "@/lib/outreach/workflows/schemas";
import type { Drawing } from "./schemas";

const NOTE = "n8n-nodes-base.stickyNote";

/** A compiled workflow as a page draws it: nothing of what its nodes are set to. */
export function drawWorkflow({ displayName, definition }: CompiledWorkflow): Drawing {
  const nodes = definition.nodes.filter(({ type }) => type !== NOTE);
  return {
    name: displayName,
    nodes: nodes.map(({ name, type, position, disabled }) => ({
      name,
      type,
      position: [position[0] ?? 0, position[1] ?? 0],
      disabled: disabled === true,
    })),
    connections: Object.entries(definition.connections).flatMap(([from, { main = [] }]) =>
      main.flatMap((targets, output) => (targets ?? []).map(({ node }) => ({ from, to: node, output }))),
    ),
  };
}
