import { redactMessage } from "@/lib/autopilot/chat/redact-message";
import { ChatMessageRef } from "@/lib/autopilot/chat/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** DELETE: deletes the text of a message; that there was one stays visible */
export const DELETE = projectRoute({
  input: { params: ChatMessageRef },
  handler: (ctx, { params }) => redactMessage(ctx, params),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
