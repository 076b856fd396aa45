import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { Link } from "@/lib/company/approvals/events";
import type { TxCtx } from "@/lib/platform/transaction";
import { ChatAssistantMessage } from "./events";
import type { ChatMessage, MessageStatus } from "./schemas";

export type Ended = Pick<ChatMessage, "id" | "steps" | "refs" | "context_hash"> & {
  projectId: string;
  status: Exclude<MessageStatus, "running">;
  tokens: number;
};

/** The ledger's line about a reply that ended, in the transaction that ends it: ids and numbers, never a word of it. */
export async function endReply(
  tx: TxCtx,
  { id, projectId, status, steps, refs, context_hash, tokens }: Ended,
): Promise<void> {
  const links: Link[] = [{ rel: "message", id }];
  for (const { approval_id, task_id } of steps) {
    if (approval_id) links.push({ rel: "approval", id: approval_id });
    if (task_id) links.push({ rel: "task", id: task_id });
  }
  const told = { message_id: id, status, tool_calls: steps.length, refs, tokens, context_hash, links };
  await appendEvent(tx, ChatAssistantMessage, told, { projectId });
}
