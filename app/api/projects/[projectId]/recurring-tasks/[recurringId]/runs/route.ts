import { listRuns } from "@/lib/autopilot/recurring/list-runs";
import { ListRunsQuery, RecurringOfProject } from "@/lib/autopilot/recurring/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET ?cursor= → what became of each time, the newest first */
export const GET = projectRoute({
  feature: "recurring",
  input: { params: RecurringOfProject, query: ListRunsQuery },
  handler: (ctx, { params, query }) => listRuns(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
