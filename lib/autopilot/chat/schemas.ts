import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";

export const MessageStatus = z.enum(["running", "complete", "interrupted", "failed"]);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** One use of a tool within a reply. */
export const ToolStep = z
  .object({
    id: z.string(),
    tool: z.string(),
    state: z.enum(["running", "done", "failed"]),
    words: z.string().meta({ description: "The result in one line." }),
    approval_id: z.uuid().nullable().meta({ description: "The proposal that this step made." }),
    task_id: z.uuid().nullable().meta({ description: "The task that this step proposed." }),
  })
  .meta({ id: "ChatToolStep" });
export type ToolStep = z.infer<typeof ToolStep>;

const Failure = z.object({ code: z.string(), error: z.string(), retryable: z.boolean() });

export const ChatMessage = z
  .object({
    id: z.uuid(),
    role: z.enum(["user", "assistant", "system"]),
    text: z.string().meta({ description: "Empty once it was deleted." }),
    status: MessageStatus,
    parent_id: z.uuid().nullable().meta({ description: "The message that this one answers or is about." }),
    replaced_by: z.uuid().nullable().meta({ description: "The message that was written instead of this one." }),
    replaces: z.boolean().meta({ description: "Earlier messages are kept: list them with `replaced_by`." }),
    author_id: z.string().nullable(),
    redacted_at: z.string().nullable().meta({ description: "The time when its text was deleted." }),
    refs: z.array(z.string()).meta({ description: "The sources, like `e:12` for a line of the ledger." }),
    steps: z.array(ToolStep),
    model_label: z.string().nullable().meta({ description: "The model that answered." }),
    context_hash: z.string().nullable().meta({ description: "The snapshot of what the model saw." }),
    failure: Failure.nullable(),
    payload: z
      .unknown()
      .meta({ description: "Of a system message: the fact that it tells. Foreign words in it are untrusted." }),
    created_at: z.string(),
  })
  .meta({ id: "ChatMessage" });
export type ChatMessage = z.infer<typeof ChatMessage>;

const MessageId = z.uuid("must be a uuid");

export const PostChat = z.object({
  text: z
    .string()
    .trim()
    .min(1, "is required")
    .max(8_000, "may have at most 8,000 characters")
    .meta({ description: "Your message." }),
  client_id: z.string().min(1, "is required").max(100, "may have at most 100 characters").meta({
    description:
      "Chosen by you: posted again with the same one, the message and its reply are those of the first time.",
  }),
  reply_to: MessageId.optional().meta({ description: "The message that this one is about." }),
  replaces: MessageId.optional().meta({
    description: "A message of yours: this one is written instead, and all after it is kept on a branch of its own.",
  }),
});
export type PostChat = z.infer<typeof PostChat>;

export const ListChatQuery = z.object({
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  q: z.string().trim().max(200).optional().meta({ description: "Only messages that hold these words." }),
  replaced_by: MessageId.optional().meta({ description: "The branch that this message replaced." }),
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "The most items to return." }),
});
export type ListChatQuery = z.infer<typeof ListChatQuery>;

export const ChatMessageRef = ProjectRef.extend({ messageId: MessageId.meta({ description: "The message." }) });
export type ChatMessageRef = z.infer<typeof ChatMessageRef>;

/** The row, number or fact that a reference names. */
export const ChatSource = z
  .object({ ref: z.string(), kind: z.string(), id: z.string(), label: z.string() })
  .meta({ id: "ChatSource" });
export type ChatSource = z.infer<typeof ChatSource>;

export const ChatPage = z
  .object({
    data: z.array(ChatMessage),
    next_cursor: z.string().nullable(),
    sources: z.array(ChatSource).meta({ description: "The references of these messages that can be opened." }),
    running_id: z.uuid().nullable().meta({ description: "The reply that is being written." }),
  })
  .meta({ id: "ChatPage" });
export type ChatPage = z.infer<typeof ChatPage>;

export const StoppedReply = z
  .object({
    stopped: z.uuid().nullable().meta({ description: "The reply that was stopped; null when none was running." }),
  })
  .meta({ id: "StoppedReply" });
export type StoppedReply = z.infer<typeof StoppedReply>;

/** A founder's message and the reply to it. */
export type Exchange = { message: ChatMessage; reply: ChatMessage };
