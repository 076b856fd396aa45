import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { ListApprovalsQuery, ProposeAction } from "@/lib/company/approvals/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET ?tab=&action_type=&cursor= → proposals, newest first */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListApprovalsQuery },
  handler: (ctx, { params, query }) => listApprovals(ctx, { ...params, ...query }),
});

/** POST { action_type, payload } → 201, the proposal; it waits for a decision */
export const POST = projectRoute({
  input: { params: ProjectRef, body: ProposeAction },
  status: 201,
  handler: (ctx, { params, body }) => proposeAction(ctx, { ...params, ...body }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
