import { isDeepStrictEqual } from "node:util";
import type { WorkflowDefinition } from "@/lib/contracts/sidecar";

const NOTE = "n8n-nodes-base.stickyNote";

const acting = ({ nodes, connections }: WorkflowDefinition) => ({
  nodes: Object.fromEntries(
    nodes
      .filter(({ type }) => type !== NOTE)
      .map(({ name, type, parameters, disabled }) => [name, { type, parameters, disabled: disabled === true }]),
  ),
  connections,
});

/** Whether the engine holds what we would deploy: the same nodes, set in the same way, connected in the same way. Notes do nothing. */
export const isSameWorkflow = (one: WorkflowDefinition, other: WorkflowDefinition): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(acting(one))), JSON.parse(JSON.stringify(acting(other))));
