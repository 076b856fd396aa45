import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { MailAccount } from "./schemas";
import { findMailAccountRow } from "./store-mail-account";

/** Which account the workspace sends from, without its secrets; null before one is saved. */
export async function findMailAccount(ctx: WorkspaceCtx): Promise<MailAccount | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, findMailAccountRow);
}
