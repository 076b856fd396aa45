import { requestPacket } from "@/lib/autopilot/plan/request-packet";
import { PhaseRef } from "@/lib/autopilot/plan/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → 202, how far the draft is */
export const POST = projectRoute({
  input: { params: PhaseRef },
  status: 202,
  handler: (ctx, { params }) => requestPacket(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
