import { WorkflowDefinition as EngineDefinition } from "@/lib/contracts/sidecar";
import type { WorkflowDefinition } from "./schemas";

/** A compiled workflow as the engine's contract carries it; the name travels beside it, nothing else is left out. */
export function toEngineDefinition({ nodes, connections, settings }: WorkflowDefinition): EngineDefinition {
  return EngineDefinition.parse({ nodes, connections, settings });
}
