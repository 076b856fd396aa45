import type { ClaimedEmail } from "@/lib/contracts/engine";
import { dressLinks } from "@/lib/outreach/tracking/dress-links";
import { findLinkSettings } from "@/lib/outreach/tracking/find-link-settings";
import type { TxCtx } from "@/lib/platform/transaction";
import { callClaimDueEmails, updateSentAs, type ClaimDue } from "./store-claims";

/** Claims what is due from one mailbox, with the links of each email where they lead now, and keeps each as it is handed out. The caller has checked the permission. */
export async function takeClaims(tx: TxCtx, asked: ClaimDue): Promise<ClaimedEmail[]> {
  const claims = await callClaimDueEmails(tx, asked);
  if (claims.length === 0) return [];
  const links = await findLinkSettings(tx);
  const emails = claims.map((email) => dressLinks(email, links));
  await updateSentAs(tx, emails);
  return emails;
}
