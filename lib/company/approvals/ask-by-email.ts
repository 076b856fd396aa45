import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import { listMembers } from "@/lib/foundation/members/list-members";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { sha256 } from "@/lib/platform/ids";
import { withReadTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import { approvalEmail } from "./approval-email";
import { linkApproval } from "./link-approval";
import { requireApproval } from "./require-approval";
import type { StoredApproval } from "./schemas";
import { selectVersions } from "./store-versions";

const MOST_RECIPIENTS = 20;

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Asking = { approvalId: string; version: number; again?: { userId: string; messageId: string } | undefined };

/**
 * Emails each member who may decide a proposal that waits, once for each version, with a link for each answer; with `again` only the
 * member who answered in words. An action that costs money,
 * and the first one of its kind, are decided by a signed-in person only: that email leads to the page.
 */
export async function askByEmail(ctx: JobCtx, { approvalId, version, again }: Asking): Promise<void> {
  requirePermission(ctx, "approvals.write");
  const asked = await withReadTransaction(ctx, async (tx) => {
    const approval = await requireApproval(tx, approvalId);
    const [current] = await selectVersions(tx, approvalId);
    const projectId = approval.project_id;
    return { approval, parts: current?.parts ?? [], project: await getProject(tx, { projectId }) };
  });
  const { approval, parts, project } = asked;
  if (approval.state !== "pending" || approval.version !== version) return;
  const asks = (await deciders(ctx, approval)).filter(({ user_id }) => again === undefined || again.userId === user_id);
  for (const { user_id: userId, email } of asks) {
    const links = await linkApproval(ctx, { approvalId, userId });
    const { subject, text, html } = approvalEmail({ approval, parts, company: project.name, links });
    const messageId = `<approval.${approvalId}.${version}.${sha256(userId + (again?.messageId ?? "")).slice(0, 16)}@greenlight>`;
    await applicationMail().send({ to: email, subject, text, html, messageId }, ctx.signal);
  }
}

async function deciders(
  ctx: WorkspaceCtx,
  { permission }: StoredApproval,
): Promise<{ user_id: string; email: string }[]> {
  const members = await listMembers(ctx);
  return members
    .flatMap(({ user_id, email, role }) => {
      const may = ROLE_PERMISSIONS[role];
      return email && may.has("approvals.decide") && may.has(permission) ? [{ user_id, email }] : [];
    })
    .slice(0, MOST_RECIPIENTS);
}
