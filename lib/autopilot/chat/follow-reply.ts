import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireMessage } from "./require-message";
import { nextWritten } from "./running-replies";
import type { ChatMessage, Exchange, ToolStep } from "./schemas";
import { shownMessage } from "./shown-message";

/** Between two looks at a reply that another process writes. */
const LOOK_MS = 250;

export type ReplyNews =
  | { event: "message"; data: Exchange }
  | { event: "text"; data: { id: string; text: string } }
  | { event: "steps"; data: { id: string; steps: ToolStep[] } }
  | { event: "end"; data: ChatMessage };

type Following = Exchange & { projectId: string; signal: AbortSignal };

/**
 * A reply as it is written, from its first moment to its end, read from its row: every reader sees the same, in each process. A
 * shown sentence is never taken back, and a reader who leaves changes nothing.
 */
export async function* followReply(
  ctx: WorkspaceCtx,
  { projectId, message, reply: first, signal }: Following,
): AsyncGenerator<ReplyNews, void> {
  requirePermission(ctx, "chat.read");
  yield { event: "message", data: { message, reply: first } };
  let shown = first;
  while (!signal.aborted) {
    const ref = { projectId, messageId: first.id };
    const reply = await withReadTransaction(ctx, async (tx) => shownMessage(await requireMessage(tx, ref), tx.now()));
    if (reply.text.length > shown.text.length) {
      yield { event: "text", data: { id: reply.id, text: reply.text.slice(shown.text.length) } };
    }
    if (JSON.stringify(reply.steps) !== JSON.stringify(shown.steps))
      yield { event: "steps", data: { id: reply.id, steps: reply.steps } };
    shown = reply;
    if (reply.status !== "running") return yield { event: "end", data: reply };
    await nextWritten(reply.id, LOOK_MS, signal);
  }
}
