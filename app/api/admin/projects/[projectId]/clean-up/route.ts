import { ProjectRef } from "@/lib/company/projects/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { requestCleanUp } from "@/lib/operations/runtimes/request-clean-up";
import { ActivateRuntime } from "@/lib/operations/runtimes/schemas";

/** POST { reason? } → 202 { started }: what a failed attempt at a runtime left behind is taken away */
export const POST = adminRoute({
  feature: "runtimes",
  input: { params: ProjectRef, body: ActivateRuntime },
  status: 202,
  handler: (ctx, { params, body }) => requestCleanUp(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
