import {
  ChatMessage,
  ChatMessageRef,
  ChatPage,
  ListChatQuery,
  PostChat,
  StoppedReply,
} from "@/lib/autopilot/chat/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import type { Operation } from "../operation";

const TAG = "Chat" as const;
const STREAM =
  "Server-sent events. `message` brings `{ message, reply }` at once; `text` the next sentences, each judged before it is shown; `steps` the tools that were used; `end` the finished reply, with `status` `complete`, `interrupted` or `failed`. The reply is written on when you close the stream.";
const NOT_FOUND = "chat.message_not_found";
const RUNNING = "chat.reply_running: another reply is being written; `running_id` names it";

export const CHAT_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/projects/[projectId]/chat",
    tag: TAG,
    summary: "List the chat's messages",
    notes: "Newest first. `q` searches all of them, also those that were replaced by an edit or another reply.",
    who: "member_of_project",
    input: { params: ProjectRef, query: ListChatQuery },
    status: 200,
    answer: ChatPage,
    permission: "chat.read",
    examples: () => ({
      newest: {
        summary: "The newest messages",
        query: { limit: "20" },
        answer: { data: [], next_cursor: null, sources: [], running_id: null },
      },
    }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/chat",
    tag: TAG,
    summary: "Write in the chat",
    notes:
      "The message and its reply are stored at once. With the same `client_id` again, the answer is that of the first time. What a reply proposes waits for a decision.",
    who: "member_of_project",
    input: { params: ProjectRef, body: PostChat },
    status: 200,
    answer: null,
    stream: STREAM,
    permission: "chat.write",
    sessionOnly: true,
    refusals: { 404: NOT_FOUND, 409: `${RUNNING} · chat.replaced: the message was edited before` },
    examples: () => ({
      question: { summary: "Ask", body: { text: "How are we doing?", client_id: "tab-1-message-7" } },
    }),
  },
  {
    method: "DELETE",
    path: "/api/projects/[projectId]/chat",
    tag: TAG,
    summary: "Stop the reply that is being written",
    notes: "Its text so far stays.",
    who: "member_of_project",
    input: { params: ProjectRef },
    status: 200,
    answer: StoppedReply,
    permission: "chat.write",
    sessionOnly: true,
    examples: () => ({ stop: { summary: "Stop", answer: { stopped: null } } }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/chat/[messageId]/retry",
    tag: TAG,
    summary: "Ask for another reply",
    notes: "The earlier reply, and all after it, stays on a branch of its own: list it with `replaced_by`.",
    who: "member_of_project",
    input: { params: ChatMessageRef },
    status: 200,
    answer: null,
    stream: STREAM,
    permission: "chat.write",
    sessionOnly: true,
    refusals: {
      404: NOT_FOUND,
      409: `${RUNNING} · chat.replaced: there is a newer reply`,
      422: "chat.no_reply: the message is no reply",
    },
    examples: () => ({ again: { summary: "Once more" } }),
  },
  {
    method: "DELETE",
    path: "/api/projects/[projectId]/chat/[messageId]",
    tag: TAG,
    summary: "Delete a message's text",
    notes: "That there was a message stays visible.",
    who: "member_of_project",
    input: { params: ChatMessageRef },
    status: 200,
    answer: ChatMessage,
    permission: "chat.write",
    sessionOnly: true,
    refusals: { 404: NOT_FOUND, 409: RUNNING },
    examples: () => ({ one: { summary: "Delete it" } }),
  },
];
