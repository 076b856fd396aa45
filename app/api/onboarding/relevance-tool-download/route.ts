import { attachment } from "@/lib/http/attachment";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getResearchTool } from "@/lib/operations/onboarding/get-research-tool";

/** GET /api/onboarding/relevance-tool-download?workspace_id= → the tool for Relevance AI, as a file */
export const GET = workspaceRoute({
  input: {},
  handler: async (ctx) => {
    const tool = getResearchTool(ctx);
    const name = `greenlight-relevance-tool-v${tool.version}.json`;
    return attachment({ name, type: "application/json; charset=utf-8", body: JSON.stringify(tool, null, 2) });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
