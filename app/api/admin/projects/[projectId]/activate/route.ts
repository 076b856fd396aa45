import { ProjectRef } from "@/lib/company/projects/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { activateRuntime } from "@/lib/operations/runtimes/activate-runtime";
import { ActivateRuntime } from "@/lib/operations/runtimes/schemas";

/** POST { reason? } → 202 { started, mode, attempt }: the company gets a runtime of its own, or another attempt at it */
export const POST = adminRoute({
  feature: "runtimes",
  input: { params: ProjectRef, body: ActivateRuntime },
  status: 202,
  handler: (ctx, { params, body }) => activateRuntime(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
