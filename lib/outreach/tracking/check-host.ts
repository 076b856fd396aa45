import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { noteQuestions } from "@/lib/outreach/sending-domains/note-questions";
import type { Question } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { TrackingDomainFailed, TrackingDomainVerified } from "./events";
import { findLastHolder } from "./find-last-holder";
import { followLook, type TrackingClock } from "./follow-look";
import { judgeHost, judgeUnfit } from "./judge-host";
import { ownHost } from "./link-origin";
import { hostUnfit, lookAtHost, recordsPage, visitPublic, type HostSight, type Visit } from "./look-at-host";
import { readTracking } from "./read-tracking";
import type { TrackingCheck, TrackingDomain, TrackingStatus } from "./schemas";
import { findStanding, insertTrackingCheck, lockStanding, replaceStanding } from "./store";
import { insertHolder } from "./store-holders";

type Servers = { dns?: Dns; visit?: Visit };
type Named = { host: string; token: string };
type Found = {
  status: TrackingStatus;
  checks: TrackingCheck[];
  zone: HostSight["zone"];
  questions: Question[];
  fit: boolean;
  at: Date;
};

/**
 * Asks the zone's own name servers and then the host itself whether links to it arrive here, and keeps the answer with its evidence. A host
 * that does not answer is `unknown` and changes nothing; one that another company held before needs its new owner's record too. The first certain fault after it was right is told once; links of new emails then
 * use our own host until a check finds it right. 404 `tracking.no_host` before a host is named.
 */
export async function checkHost(
  ctx: WorkspaceCtx,
  { dns = selectDns(), visit = visitPublic }: Servers = {},
): Promise<TrackingDomain> {
  requirePermission(ctx, "onboarding.write");
  const { host, token } = await withReadTransaction(ctx, findStanding);
  if (host === null || token === null)
    throw new AppError("not_found", "No host is named for the links of emails.", { code: "tracking.no_host" });
  const last = await findLastHolder(ctx, host);
  const mustProve = last !== null && last !== ctx.workspaceId;
  const found = await look({ host, token }, { dns, visit, mustProve, at: ctx.now() });

  return withTransaction(ctx, async (tx) => {
    await record(tx, { host, token }, found);
    return readTracking(tx);
  });
}

type Looking = Required<Servers> & { mustProve: boolean; at: Date };

async function look({ host, token }: Named, { dns, visit, mustProve, at }: Looking): Promise<Found> {
  const unfit = hostUnfit(host);
  if (unfit !== null) return { ...judgeUnfit(unfit), zone: null, questions: [], fit: false, at };
  const noted = noteQuestions(dns);
  const sight = await lookAtHost(host, { dns: noted.dns, visit, mustProve });
  const verdicts = judgeHost(sight, { host, target: ownHost(), token });
  return { ...verdicts, zone: sight.zone, questions: noted.questions, fit: true, at };
}

async function record(tx: TxCtx, { host, token }: Named, found: Found): Promise<void> {
  const { status, checks, zone, questions, fit, at } = found;
  const before = await lockStanding(tx);
  // No event: another host was named while this one was looked at, so that nothing is known about it.
  if (before.token !== token) return;
  const isLate = before.checkedAt !== null && before.checkedAt > at;
  if (!isLate) {
    const clock = followLook(before.clock, { status, at, fit });
    const isKnown = zone !== null || status !== "unknown";
    const place = isKnown ? { zone: zone?.name ?? null, dnsHost: recordsPage(zone) } : {};
    await replaceStanding(tx, { ...before, ...place, status, checkedAt: at, clock });
    if (status === "verified") {
      const isProven = checks.some(({ code }) => code === "owner.right");
      await insertHolder(tx, { host, at, proof: isProven ? "record" : "answer" });
    }
    await tellNews(tx, { host, checks, before: before.clock, clock });
  }
  await insertTrackingCheck(tx, { host, status, checkedAt: at, checks, questions });
}

type News = { host: string; checks: readonly TrackingCheck[]; before: TrackingClock; clock: TrackingClock };

async function tellNews(tx: TxCtx, { host, checks, before, clock }: News): Promise<void> {
  const wasRight = before.verifiedAt !== null && before.failingSince === null;
  if (clock.failingSince === null && clock.unverifiedSince === null && clock.verifiedAt !== null && !wasRight)
    await appendEvent(tx, TrackingDomainVerified, { host });
  if (!wasRight || clock.failingSince === null) return;
  const findings = checks.filter(({ verdict }) => verdict === "no").map(({ words }) => words);
  await appendEvent(tx, TrackingDomainFailed, { host, findings });
  const title = `${host} does not lead to Greenlight any more. The links of new emails use Greenlight’s own host until it does.`;
  await notify(tx, [{ type: "tracking_domain.failed", title, data: { host } }]);
}
