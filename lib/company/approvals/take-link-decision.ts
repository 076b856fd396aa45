import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { decideApproval } from "./decide-approval";
import { enterByLink } from "./enter-by-link";
import type { Approval } from "./schemas";
import { updateUsed } from "./store-links";

/** The one-time value of a link's page: only its form has it, so that a scanner which posts to every address decides nothing. */
export const confirmationOf = (token: string): string => sha256(`${token}|confirm`);

/**
 * Takes the decision of a link, as its person, once. Null for a link that leads nowhere. 403 `link.unconfirmed` without the page's value;
 * 409 when it was used, or the proposal was decided, changed or late.
 */
export async function takeLinkDecision(
  ctx: SystemCtx,
  { token, confirmation }: { token: string; confirmation: string | null },
): Promise<Approval | null> {
  if (confirmation !== confirmationOf(token)) {
    throw new AppError("forbidden", "Open the link and press the button on its page.", { code: "link.unconfirmed" });
  }
  const entered = await enterByLink(ctx, token);
  if (!entered) return null;
  if (entered.isUsed) {
    throw new AppError("conflict", "This link was used before.", { code: "link.used" });
  }
  const { approval: approvalId, version, decision } = entered.claims;
  const decided = await decideApproval(entered.ctx, { approvalId, version, decision, via: "link" });
  // No permission: the decision that it was used for asked for it.
  // No event: the decision is one.
  await withTransaction(entered.ctx, (tx) => updateUsed(tx, entered.tokenHash));
  return decided;
}
