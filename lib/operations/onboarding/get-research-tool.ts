import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { RESEARCH_TOOL } from "@/lib/providers/research/relevance/tool";

/** The tool that a founder imports at Relevance AI, with its version: without ids of a creator, a project or a tool. */
export function getResearchTool(ctx: WorkspaceCtx): typeof RESEARCH_TOOL {
  requirePermission(ctx, "onboarding.read");
  return RESEARCH_TOOL;
}
