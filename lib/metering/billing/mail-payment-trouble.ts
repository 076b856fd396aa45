import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listMembers } from "@/lib/foundation/members/list-members";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { withReadTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import { findSubscription } from "./store";
import { TROUBLES, troubleMail } from "./trouble";

type Told = { status: string; reading: number };

/**
 * Emails the owners and admins of a workspace that a payment failed or a paid plan ended; nothing once that is settled. Safe to repeat: each
 * person's email has one message id for this change.
 */
export async function mailPaymentTrouble(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { status, reading }: Told,
): Promise<void> {
  requirePermission(ctx, "billing.write");
  const { workspace, members, row } = await withReadTransaction(ctx, async (tx) => ({
    workspace: await getWorkspace(tx),
    members: await listMembers(tx),
    row: await findSubscription(tx),
  }));
  const trouble = row?.status === status ? TROUBLES[row.status] : undefined;
  if (!trouble) return;
  const content = troubleMail({ workspace: workspace.name, trouble, address: appUrl() });
  const mail = applicationMail();
  for (const { user_id, email, role } of members) {
    if (email === "" || (role !== "owner" && role !== "admin")) continue;
    const messageId = `<payment.${ctx.workspaceId}.${reading}.${user_id}@greenlight>`;
    await mail.send({ to: email, ...content, messageId }, ctx.signal);
  }
}
