import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { FIRST_MAILBOX, type MailAccount } from "./schemas";
import { findMailAccountRow } from "./store-mail-account";

/** Which account a mailbox sends by, without its secrets; null before one is saved, and after the mailbox was removed. */
export async function findMailAccount(ctx: WorkspaceCtx, mailbox = FIRST_MAILBOX): Promise<MailAccount | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, (tx) => findMailAccountRow(tx, mailbox));
}
