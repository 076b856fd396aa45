import { relativeName } from "@/lib/outreach/sending-domains/plan-records";
import type { TxCtx } from "@/lib/platform/transaction";
import { carriesLinks } from "./follow-look";
import { ownHost, proofLine, proofName } from "./link-origin";
import { hostUnfit } from "./look-at-host";
import type { TrackingDomain } from "./schemas";
import { findStanding, selectTrackingChecks } from "./store";

const PAST = 10;
const textOf = (at: Date | null): string | null => at && at.toISOString();

/** The tracking domain as its last check left it, in the caller's transaction. The caller has checked the permission. */
export async function readTracking(tx: TxCtx): Promise<TrackingDomain> {
  const { host, token, trackClicks, trackOpens, status, zone, dnsHost, checkedAt, clock } = await findStanding(tx);
  const past = host === null ? [] : await selectTrackingChecks(tx, { host, limit: PAST });
  const checks = checkedAt === null ? [] : (past[0]?.findings ?? []);
  const relative = (name: string): string | null => (zone === null ? null : relativeName(name, zone));
  const isAsked = checks.some(({ purpose }) => purpose === "owner");
  return {
    host,
    track_clicks: trackClicks,
    track_opens: trackOpens,
    link_host: host !== null && carriesLinks(clock, tx.now()) ? host : ownHost(),
    status,
    record:
      host === null || hostUnfit(host) !== null
        ? null
        : {
            type: "CNAME",
            name: host,
            relative_name: relative(host),
            value: ownHost(),
          },
    owner_record:
      host === null || token === null || !isAsked
        ? null
        : {
            type: "TXT",
            name: proofName(host),
            relative_name: relative(proofName(host)),
            value: proofLine(token),
          },
    dns_host: dnsHost,
    // Those of another host that was named before and named again say nothing about now.
    checks,
    checked_at: textOf(checkedAt),
    verified_at: textOf(clock.verifiedAt),
    failing_since: textOf(clock.failingSince),
    next_check_at: textOf(clock.nextCheckAt),
    history: past.map(({ checked_at, status: found }) => ({ checked_at, status: found })),
  };
}
