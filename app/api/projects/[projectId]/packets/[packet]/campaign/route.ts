import { draftCampaign } from "@/lib/autopilot/plan/draft-campaign";
import { AcceptPacket, PacketRef } from "@/lib/autopilot/plan/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { version } → 201, a campaign in draft with the packet's audience and emails */
export const POST = projectRoute({
  input: { params: PacketRef, body: AcceptPacket },
  status: 201,
  handler: (ctx, { params, body }) => draftCampaign(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
