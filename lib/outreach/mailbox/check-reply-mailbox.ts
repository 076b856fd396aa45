import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { AccountCheck } from "@/lib/providers/mail/port";
import { replyMailboxes } from "@/lib/providers/mail/select";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SaveReplyMailbox } from "./schemas";

/** Connects, secures, logs in and opens the inbox, without saving anything: where it failed, and what to do about it. */
export async function checkReplyMailbox(ctx: WorkspaceCtx, { data }: SaveReplyMailbox): Promise<AccountCheck> {
  requirePermission(ctx, "onboarding.write");
  return replyMailboxes().checkMailbox(data);
}
