import { editPacket } from "@/lib/autopilot/plan/edit-packet";
import { EditPacket, PacketRef } from "@/lib/autopilot/plan/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** PATCH { version, field, value } → the next version */
export const PATCH = projectRoute({
  input: { params: PacketRef, body: EditPacket },
  handler: (ctx, { params, body }) => editPacket(ctx, { ...params, ...body }),
});

export const { GET, POST, PUT, DELETE, OPTIONS } = otherMethods({ PATCH });
