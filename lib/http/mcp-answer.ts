import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { companyTools } from "@/lib/autopilot/tools/company-tools";
import type { ModelTool } from "@/lib/autopilot/models/schemas";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";

const ABOUT =
  "Reads one company on Greenlight and proposes for it. Nothing is decided here: a person approves each proposal by its exact text.";

type Asked = { projectId: string; body: unknown; request: Request };

/**
 * One message of the Model Context Protocol for a company: the tools that its own chat has, with the scopes of the API key that asks. Holds no
 * session. 403 `mcp.key_required` for every other caller: a browser's session must not act for another site's page.
 */
export async function mcpAnswer(ctx: WorkspaceCtx, { projectId, body, request }: Asked): Promise<Response> {
  if (ctx.actor.type !== "key")
    throw new AppError(
      "forbidden",
      "Assistants come with an API key: create one under Settings and send it as bearer.",
      {
        code: "mcp.key_required",
      },
    );
  await getProject(ctx, { projectId });
  const tools = companyTools(ctx, projectId, { origin: "mcp" });
  const handler = createMcpHandler(() => serverOf(ctx, tools), {
    onerror: (err) => log().debug({ request_id: ctx.requestId, err }, "a message of an assistant was refused"),
  });
  return handler.fetch(request, { parsedBody: body });
}

function serverOf(ctx: WorkspaceCtx, tools: readonly ModelTool[]): McpServer {
  const server = new McpServer({ name: "greenlight", version: "1.0.0" }, { instructions: ABOUT });
  for (const { name, description, input, run } of tools) {
    const readOnlyHint = !name.startsWith("propose_");
    server.registerTool(name, { description, inputSchema: input, annotations: { readOnlyHint } }, async (given) =>
      run(given).then(
        (output) => ({ content: [{ type: "text" as const, text: JSON.stringify(output) }] }),
        (error: unknown) => ({ content: [{ type: "text" as const, text: wordsOf(ctx, error) }], isError: true }),
      ),
    );
  }
  return server;
}

function wordsOf({ requestId }: WorkspaceCtx, error: unknown): string {
  if (error instanceof AppError && error.kind !== "internal") return error.message;
  log().error({ request_id: requestId, err: error }, "a tool of an assistant failed");
  return `This failed on our side. Tell us the request id ${requestId} if it stays.`;
}
