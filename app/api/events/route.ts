import { otherMethods } from "@/lib/http/refusal-route";
import { webhookTokenRoute } from "@/lib/http/webhook-token-route";
import { EventsBody, receiveEvents } from "@/lib/metering/events/receive-events";

/** POST /api/events: one event or an array of up to 1,000 of one workspace. */
export const POST = webhookTokenRoute({
  input: { body: EventsBody },
  itemwise: true,
  handler: (ctx, { body }) => receiveEvents(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
