import { getAgentJob } from "@/lib/autopilot/jobs/get-agent-job";
import { AgentJobOfProject } from "@/lib/autopilot/jobs/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → the work of an agent with its steps */
export const GET = projectRoute({
  input: { params: AgentJobOfProject },
  handler: (ctx, { params }) => getAgentJob(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
