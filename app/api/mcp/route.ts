import { z } from "zod";
import { mcpAnswer } from "@/lib/http/mcp-answer";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

const Company = z.object({ project_id: z.uuid("must be a uuid").meta({ description: "The company." }) });
const Message = z.looseObject({ jsonrpc: z.literal("2.0").meta({ description: "A message of JSON-RPC." }) });

/** POST /api/mcp?project_id=… a message of the Model Context Protocol (streamable HTTP, stateless), by API key */
export const POST = workspaceRoute({
  input: { query: Company, body: Message },
  handler: (ctx, { query, body }, request) => mcpAnswer(ctx, { projectId: query.project_id, body, request }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
