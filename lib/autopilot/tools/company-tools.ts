import type { ModelTool } from "@/lib/autopilot/models/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { agentCtx } from "./agent-ctx";
import { proposingTools, type Turn } from "./proposing-tools";
import { readTools } from "./read-tools";

/** `chat`: in the name of the founder who writes; `mcp`: as the API key that asks. */
export type ToolOrigin = { origin: "chat" | "mcp"; turn?: Turn };

/**
 * All that a model can do for a company: read it, or propose. No tool has an effect before a person decided about it, and none decides.
 * Each asks for the caller's own permissions; words of third parties stand between marks in what a tool answers.
 */
export function companyTools(ctx: WorkspaceCtx, projectId: string, { origin, turn }: ToolOrigin): ModelTool[] {
  const by = origin === "chat" ? agentCtx(ctx) : ctx;
  return [...readTools(by, projectId), ...proposingTools(by, projectId, turn)];
}
