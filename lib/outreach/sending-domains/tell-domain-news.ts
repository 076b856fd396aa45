import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import { DomainFailed, DomainPaused, DomainResumed, DomainVerified } from "./events";
import { pausesAt, type DomainClock } from "./follow-check";
import type { DnsVerification } from "./schemas";

type DomainNews = { verification: DnsVerification; before: DomainClock; clock: DomainClock; sends: boolean };

/** Tells each change of a domain once, in the caller's transaction: in the ledger, and to the founders what concerns their sending. */
export async function tellDomainNews(tx: TxCtx, { verification, before, clock, sends }: DomainNews): Promise<void> {
  const { domain, checks } = verification;
  const findings = checks.filter(({ decides, verdict }) => decides && verdict === "no").map(({ words }) => words);
  const tell = async (type: string, title: string): Promise<void> => {
    if (sends) await notify(tx, [{ type, title, data: { domain } }]);
  };
  if (before.pausedAt === null && clock.pausedAt !== null && clock.failingSince !== null) {
    await appendEvent(tx, DomainPaused, { domain, findings, failingSince: clock.failingSince.toISOString() });
    await tell(
      "sending_domain.paused",
      `Cold emails from ${domain} wait: its DNS records have been wrong for 72 hours.`,
    );
    return;
  }
  if (before.failingSince === null && clock.failingSince !== null) {
    const pauses = pausesAt(clock.failingSince).toISOString();
    await appendEvent(tx, DomainFailed, { domain, findings, pausesAt: pauses });
    await tell(
      "sending_domain.failed",
      `The DNS records of ${domain} are wrong. Cold emails wait after 72 hours unless you correct them.`,
    );
    return;
  }
  if (before.pausedAt !== null && clock.pausedAt === null) {
    await appendEvent(tx, DomainResumed, { domain });
    await tell("sending_domain.resumed", `The DNS records of ${domain} are right again: cold emails go on.`);
    return;
  }
  const isNews = verification.status === "verified" && (before.verifiedAt === null || before.failingSince !== null);
  if (isNews) await appendEvent(tx, DomainVerified, { domain });
}
