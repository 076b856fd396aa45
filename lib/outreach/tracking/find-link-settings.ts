import { appUrl } from "@/lib/platform/env";
import type { TxCtx } from "@/lib/platform/transaction";
import type { LinkSettings } from "./dress-links";
import { carriesLinks } from "./follow-look";
import { linkOrigin } from "./link-origin";
import { findStanding } from "./store";

/** Where the links of the next emails lead, in the caller's transaction. The caller has checked the permission. */
export async function findLinkSettings(tx: TxCtx): Promise<LinkSettings> {
  const { host, clock, trackClicks, trackOpens } = await findStanding(tx);
  const origin = host !== null && carriesLinks(clock, tx.now()) ? linkOrigin(host) : appUrl();
  return { workspaceId: tx.workspaceId, origin, countsClicks: trackClicks, countsOpens: trackOpens };
}
