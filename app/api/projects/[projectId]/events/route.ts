import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { ListEventsQuery } from "@/lib/foundation/ledger/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

/** GET /api/projects/:projectId/events?type=&cursor=&limit= */
export const GET = projectRoute({
  feature: "ledger",
  input: { params: ProjectRef, query: ListEventsQuery },
  handler: (ctx, { params, query }) => listEvents(ctx, { ...query, projectId: params.projectId }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
