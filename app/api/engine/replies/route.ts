import { ReplyReport } from "@/lib/contracts/engine-replies";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { receiveReply } from "@/lib/metering/events/receive-reply";

/** POST /api/engine/replies: one message that a mailbox received */
export const POST = engineRoute({
  input: { body: ReplyReport },
  large: true,
  handler: (ctx, { body }) => receiveReply(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
