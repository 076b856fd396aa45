import { appUrl } from "@/lib/platform/env";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { listMembers } from "@/lib/foundation/members/list-members";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { budgetMail } from "./budget-mail";
import { findBudgetAlert } from "./store-budget";

type Alert = { month: string; threshold: number };

/**
 * Mails the owners and admins of a workspace that a share of the month's model budget is used. Safe to repeat: each person's mail has
 * one message id for this share and month.
 */
export async function mailBudgetAlert(ctx: WorkspaceCtx & { signal: AbortSignal }, alert: Alert): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  const { workspace, members, use } = await withReadTransaction(ctx, async (tx) => ({
    workspace: await getWorkspace(tx),
    members: await listMembers(tx),
    use: await findBudgetAlert(tx, alert),
  }));
  if (!use) return;
  const content = budgetMail({ workspace: workspace.name, ...alert, ...use, address: appUrl() });
  const mail = applicationMail();
  for (const { user_id, email, role } of members) {
    if (email === "" || (role !== "owner" && role !== "admin")) continue;
    const messageId = `<budget.${ctx.workspaceId}.${alert.month}.${alert.threshold}.${user_id}@greenlight>`;
    await mail.send({ to: email, ...content, messageId }, ctx.signal);
  }
}
