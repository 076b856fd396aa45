import { randomBytes } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { ClickTrackingChanged, OpenTrackingChanged, TrackingDomainRemoved, TrackingDomainSet } from "./events";
import { CheckHost } from "./jobs";
import { readTracking } from "./read-tracking";
import type { SetUpTracking, TrackingDomain } from "./schemas";
import { lockStanding, NOTHING_SET, replaceStanding } from "./store";
import { endHolding } from "./store-holders";

/**
 * Names the host that links of emails shall lead to, and says whether clicks and opens are counted; what is left out stays. Links use a host once a
 * check finds that it leads here; a job checks a new one at once. Saving what is there already writes nothing.
 */
export async function setUpTracking(ctx: WorkspaceCtx, input: SetUpTracking): Promise<TrackingDomain> {
  requirePermission(ctx, "onboarding.write");

  return withTransaction(ctx, async (tx) => {
    const before = await lockStanding(tx);
    const { host = before.host, track_clicks: trackClicks = before.trackClicks } = input;
    const { track_opens: trackOpens = before.trackOpens } = input;
    const isNewHost = host !== before.host;
    const token = host === null ? null : randomBytes(16).toString("hex");
    const after = isNewHost ? { ...NOTHING_SET, host, token } : before;
    const [newClicks, newOpens] = [trackClicks !== before.trackClicks, trackOpens !== before.trackOpens];
    if (isNewHost || newClicks || newOpens) await replaceStanding(tx, { ...after, trackClicks, trackOpens });
    if (isNewHost && before.host !== null) {
      await endHolding(tx, before.host);
      await appendEvent(tx, TrackingDomainRemoved, { host: before.host });
    }
    if (isNewHost && host !== null) {
      await appendEvent(tx, TrackingDomainSet, { host });
      await enqueue(tx, CheckHost, { workspaceId: tx.workspaceId });
    }
    if (newClicks) await appendEvent(tx, ClickTrackingChanged, { on: trackClicks });
    if (newOpens) await appendEvent(tx, OpenTrackingChanged, { on: trackOpens });
    return readTracking(tx);
  });
}
