import { listAgentJobs } from "@/lib/autopilot/jobs/list-agent-jobs";
import { ListAgentJobsQuery } from "@/lib/autopilot/jobs/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET ?cursor= → the work of agents, newest first; the steps of what runs now with it */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListAgentJobsQuery },
  handler: (ctx, { params, query }) => listAgentJobs(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
