import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { decideInstance } from "@/lib/operations/fleet/decide-instance";
import { getInstance } from "@/lib/operations/fleet/get-instance";
import { DecideInstance, InstanceRef } from "@/lib/operations/fleet/schemas";

/** GET /api/admin/instances/:instanceId → one machine, its life, its alerts and its repairs */
export const GET = adminRoute({
  input: { params: InstanceRef },
  handler: (ctx, { params }) => getInstance(ctx, params),
});

/** PATCH /api/admin/instances/:instanceId { skip_remediation?, quarantined?: false, reason } → the machine */
export const PATCH = adminRoute({
  input: { params: InstanceRef, body: DecideInstance },
  handler: (ctx, { params, body }) => decideInstance(ctx, { ...params, ...body }),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
