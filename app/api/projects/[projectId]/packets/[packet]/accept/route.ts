import { acceptPacket } from "@/lib/autopilot/plan/accept-packet";
import { AcceptPacket, PacketRef } from "@/lib/autopilot/plan/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { version } → the accepted packet */
export const POST = projectRoute({
  input: { params: PacketRef, body: AcceptPacket },
  handler: (ctx, { params, body }) => acceptPacket(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
