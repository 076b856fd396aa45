import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ReplyThread } from "./schemas";
import { findThread } from "./store-inbox";

/** The conversation, or 404 `reply.not_found`. The caller has checked the permission. */
export async function loadThread(tx: TxCtx, threadId: string): Promise<ReplyThread> {
  const thread = await findThread(tx, threadId);
  if (thread) return thread;
  throw new AppError("not_found", "There is no such conversation in this workspace.", { code: "reply.not_found" });
}
