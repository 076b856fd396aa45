import { z } from "zod";
import { Link } from "@/lib/company/approvals/events";
import { defineEvent } from "@/lib/platform/contracts";

export const ChatUserMessage = defineEvent(
  "chat.user_message",
  z.object({ message_id: z.uuid(), chars: z.number().int(), sha256: z.string() }),
  ({ chars }) => `A message of ${chars} characters was written in the chat.`,
);

const ENDED = { complete: "answered", interrupted: "was interrupted", failed: "could not answer" };
export const ChatAssistantMessage = defineEvent(
  "chat.assistant_message",
  z.object({
    message_id: z.uuid(),
    status: z.enum(["complete", "interrupted", "failed"]),
    tool_calls: z.number().int(),
    refs: z.array(z.string()),
    tokens: z.number().int(),
    context_hash: z.string().nullable(),
    links: z.array(Link),
  }),
  ({ status, tool_calls }) =>
    `The chat ${ENDED[status]}${tool_calls === 0 ? "" : ` after ${tool_calls} ${tool_calls === 1 ? "look-up or proposal" : "look-ups and proposals"}`}.`,
);

export const ChatMessageRedacted = defineEvent(
  "chat.message_redacted",
  z.object({ message_id: z.uuid() }),
  () => "The text of a chat message was deleted.",
);
