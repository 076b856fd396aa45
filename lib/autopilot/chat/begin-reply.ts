import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { generateReply } from "./generate-reply";
import { writeBeside } from "./running-replies";
import type { Exchange } from "./schemas";

/** Writes a reply in this process beside the request that asked for it: neither a closed tab nor a lost connection ends it. */
export function beginReply(ctx: WorkspaceCtx, { projectId, message, reply }: Exchange & { projectId: string }): void {
  writeBeside(reply.id, (signal) => generateReply(ctx, { projectId, message, replyId: reply.id, signal }));
}
