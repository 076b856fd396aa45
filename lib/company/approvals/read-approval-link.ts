import type { SystemCtx } from "@/lib/platform/ctx";
import { enterByLink } from "./enter-by-link";
import { getApproval } from "./get-approval";
import type { ApprovalDetail } from "./schemas";

export type ShownLink = { decision: "approved" | "denied"; approval: ApprovalDetail; isOpen: boolean };

/** The decision that a link of an email would take, and about what; changes nothing. Null for a link that leads nowhere. */
export async function readApprovalLink(ctx: SystemCtx, token: string): Promise<ShownLink | null> {
  const entered = await enterByLink(ctx, token);
  if (!entered) return null;
  const { claims, isUsed } = entered;
  const approval = await getApproval(entered.ctx, { approvalId: claims.approval });
  const isOpen = !isUsed && approval.state === "pending" && approval.version === claims.version;
  return { decision: claims.decision, approval, isOpen };
}
