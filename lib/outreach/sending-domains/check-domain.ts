import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { Dns } from "@/lib/providers/dns/port";
import { readDomain } from "./find-sending-domain";
import { followCheck } from "./follow-check";
import { judgeDomain } from "./judge-domain";
import { lookAtDomain, type Sender, type Unfit } from "./look-at-domain";
import { noteQuestions } from "./note-questions";
import { planRecords } from "./plan-records";
import type { DnsPlan, DnsVerification, Question, SendingDomain } from "./schemas";
import { callSenderDomains, insertCheck, lockClock, replaceDomain, selectDomainNames } from "./store";
import { tellDomainNews } from "./tell-domain-news";

/** A workspace sends from 20 mailboxes at most; a few more may be looked at before one is chosen. */
const MAX_DOMAINS = 30;

type DomainToCheck = Sender & { address: string; unfit: Unfit | null };
type Look = { plan: DnsPlan; verification: DnsVerification; questions: Question[]; fit: boolean };

/**
 * Asks the name servers of a domain's own zone whether its records are right, and keeps the answer with its evidence: what was asked, which
 * servers, what came back. An answer that does not come is `unknown`, and changes nothing about a pause. The founders are told once about
 * each certain fault, each pause and its end. 422 `domain.too_many` for a further domain.
 */
export async function checkDomain(ctx: WorkspaceCtx, sender: DomainToCheck, dns: Dns): Promise<SendingDomain> {
  requirePermission(ctx, "onboarding.write");
  await withReadTransaction(ctx, (tx) => requireRoom(tx, sender.domain));
  const seen = await look(ctx.now(), sender, dns);

  return withTransaction(ctx, async (tx) => {
    await record(tx, seen);
    const kept = await readDomain(tx, sender.domain);
    if (!kept) throw new Error("a domain that was checked is not stored");
    return kept;
  });
}

async function requireRoom(tx: TxCtx, domain: string): Promise<void> {
  const known = await selectDomainNames(tx, MAX_DOMAINS);
  if (known.length < MAX_DOMAINS || known.includes(domain)) return;
  const message = `A company keeps the records of ${MAX_DOMAINS} domains at most.`;
  throw new AppError("impossible", message, { code: "domain.too_many" });
}

async function look(at: Date, { domain, server, address, unfit }: DomainToCheck, dns: Dns): Promise<Look> {
  const noted = noteQuestions(dns);
  const seen = unfit ? ({ state: "unfit", why: unfit } as const) : await lookAtDomain({ domain, server }, noted.dns);
  const verdicts = judgeDomain(domain, seen);
  const plan =
    seen.state === "seen"
      ? await planRecords(seen.sight, noted.dns.view, address)
      : {
          domain,
          zone: null,
          dns_host: null,
          mail_host: null,
          records: [],
          message: verdicts.checks[0]?.words.slice(0, 1_000) ?? "",
        };
  const verification = { domain, checked_at: at.toISOString(), ...verdicts };
  return { plan, verification, questions: noted.questions, fit: unfit === null };
}

async function record(tx: TxCtx, { plan, verification, questions, fit }: Look): Promise<void> {
  const { domain, status } = verification;
  const at = new Date(verification.checked_at);
  const { clock: before, checkedAt } = await lockClock(tx, domain);
  // No event: a check of before says nothing new about the domain.
  const isLate = checkedAt !== null && checkedAt > at;
  if (!isLate) {
    const known = await readDomain(tx, domain);
    const told =
      known && plan.zone === null && status === "unknown"
        ? withKnown(known, { plan, verification })
        : { plan, verification };
    const sends = (await callSenderDomains(tx)).some((each) => each.domain === domain && each.sends);
    const clock = followCheck(before, { status, at, sends, fit });
    await replaceDomain(tx, { ...told, clock });
    await tellDomainNews(tx, { verification, before, clock, sends });
  }
  await insertCheck(tx, verification, questions);
}

/** Servers that did not answer take nothing away from what is known: the records that are expected stay, and their findings are unknown. */
function withKnown(known: SendingDomain, { plan, verification }: Pick<Look, "plan" | "verification">) {
  const [unanswered] = verification.checks;
  if (!unanswered || known.records.length === 0) return { plan, verification };
  const { verdict, code, words } = unanswered;
  const checks = known.checks.map(({ purpose, decides }) => ({ purpose, decides, verdict, code, words }));
  return { plan: { ...known, message: plan.message }, verification: { ...verification, checks } };
}
