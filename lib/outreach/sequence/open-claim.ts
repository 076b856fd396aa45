import type { ClaimedEmail } from "@/lib/contracts/engine";
import { dressLinks } from "@/lib/outreach/tracking/dress-links";
import { findLinkSettings } from "@/lib/outreach/tracking/find-link-settings";
import type { TxCtx } from "@/lib/platform/transaction";
import { callOpenClaim } from "./store-claims";
import { unsubscribeUrl } from "./unsubscribe-url";

/** A claimed email once more, with its links where they lead now, and its mailbox; null when the claim is not open. The caller has checked the permission. */
export async function openClaim(tx: TxCtx, claimId: string): Promise<{ email: ClaimedEmail; mailbox: number } | null> {
  const claim = await callOpenClaim(tx, { claimId, unsubscribeUrl: unsubscribeUrl() });
  return claim && { ...claim, email: dressLinks(claim.email, await findLinkSettings(tx)) };
}
