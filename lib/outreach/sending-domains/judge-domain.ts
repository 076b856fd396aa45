import { allowsEverybody, isIncluded, MAX_LOOKUPS } from "./spf";
import type { DomainSight, Sight, Unfit } from "./look-at-domain";
import type { DnsCheck, DnsVerification, Purpose, Verdict } from "./schemas";

type Judged = { verdict: Verdict; code: string; words: string };
const yes = (code: string, words: string): Judged => ({ verdict: "yes", code, words });
const no = (code: string, words: string): Judged => ({ verdict: "no", code, words });
const unknown = (code: string, words: string): Judged => ({ verdict: "unknown", code, words });
const unanswered = (why: string): Judged =>
  unknown("dns.unanswered", `Not known yet: ${why}. It is no failure; check again in a minute.`);

const UNFIT: Record<Unfit, string> = {
  special_use: "This domain is reserved and not in the public DNS, so nothing can be checked.",
  shared:
    "This is a domain of a mail provider, which looks after its records itself. A domain of your own is better for outreach.",
};

type Verdicts = Pick<DnsVerification, "status" | "checks">;

/** Verdicts about what was seen of a domain. SPF and DMARC decide; a fault of a server on the way never reads as a failure of the domain. */
export function judgeDomain(domain: string, seen: Sight | { state: "unfit"; why: Unfit }): Verdicts {
  if (seen.state === "unfit") return single("unknown", unknown(`domain.${seen.why}`, UNFIT[seen.why]));
  if (seen.state === "unknown") return single("unknown", unanswered(seen.why));
  if (seen.state === "none")
    return single("failing", no("domain.none", `${domain} does not exist: no name server knows it.`));
  const { sight } = seen;
  const checks = [
    check("spf", true, judgeSpf(sight)),
    check("dmarc", true, judgeDmarc(sight)),
    check("dkim", false, judgeDkim(sight)),
    check("mx", false, judgeMx(sight)),
  ];
  const deciding = checks.filter(({ decides }) => decides).map(({ verdict }) => verdict);
  if (deciding.includes("no")) return { status: "failing", checks };
  return { status: deciding.includes("unknown") ? "unknown" : "verified", checks };
}

const check = (purpose: Purpose, decides: boolean, judged: Judged): DnsCheck => ({ purpose, decides, ...judged });
const single = (status: DnsVerification["status"], judged: Judged): Verdicts => ({
  status,
  checks: [check("spf", true, judged)],
});

function judgeSpf({ spf, walk, mailHost }: DomainSight): Judged {
  if (spf.state === "unknown") return unanswered(spf.why);
  if (spf.state === "none") return no("spf.missing", "There is no SPF record.");
  const [record = "", ...more] = spf.values;
  if (more.length > 0)
    return no("spf.several", `There are ${more.length + 1} SPF records: receivers ignore all of them. Keep one.`);
  if (allowsEverybody(record))
    return no("spf.open", "The SPF record ends in +all: it lets every server in the world send.");
  if (walk === null || walk.state === "unknown") return unanswered(walk?.why ?? "the record was not followed");
  if (walk.state === "broken")
    return no(
      "spf.broken",
      `The SPF record includes ${walk.at}, which has no valid SPF record: receivers ignore both.`,
    );
  if (walk.lookups > MAX_LOOKUPS)
    return no("spf.too_long", `The SPF record needs more than ${MAX_LOOKUPS} look-ups, so receivers ignore it.`);
  if (!mailHost)
    return yes(
      "spf.valid",
      "There is one valid SPF record. Whether it names your mail server, only its provider knows.",
    );
  return isIncluded(walk, mailHost.include)
    ? yes(
        "spf.right",
        `${mailHost.name} may send for your domain; ${walk.lookups} of ${MAX_LOOKUPS} look-ups are used.`,
      )
    : no("spf.other", `The SPF record does not name ${mailHost.name}, which sends your emails.`);
}

function judgeDmarc({ dmarc }: DomainSight): Judged {
  switch (dmarc.state) {
    case "own":
      return yes("dmarc.right", `The policy is “${dmarc.policy}”.`);
    case "inherited":
      return yes("dmarc.inherited", `The domain above has the policy “${dmarc.policy}”, which applies here.`);
    case "several":
      return no(
        "dmarc.several",
        `There are ${dmarc.records.length} DMARC records: receivers ignore all of them. Keep one.`,
      );
    case "invalid":
      return no("dmarc.invalid", "The DMARC record names no valid policy (p=none, quarantine or reject).");
    case "none":
      return no("dmarc.missing", "There is no DMARC record.");
    case "unknown":
      return unanswered(dmarc.why);
  }
}

function judgeDkim({ dkim, mailHost }: DomainSight): Judged {
  switch (dkim.state) {
    case "found":
      return yes("dkim.right", `A key is published under ${dkim.name}.`);
    case "revoked":
      return no("dkim.revoked", `The key under ${dkim.name} is empty: it was revoked.`);
    case "loop":
      return no("dkim.loop", `The aliases of ${dkim.name} lead in a circle or too far.`);
    case "unknown":
      return unanswered(dkim.why);
    case "none":
      return mailHost
        ? unknown(
            "dkim.unseen",
            `No key under the names that ${mailHost.name} uses. Turn DKIM on there, unless yours has another name.`,
          )
        : unknown("dkim.unknown_host", "The names of keys are known to the provider of your mail account only.");
  }
}

function judgeMx({ mx }: DomainSight): Judged {
  if (mx.state === "unknown") return unanswered(mx.why);
  const real = mx.state === "found" ? mx.values.filter(({ exchange }) => exchange.replace(/\.$/, "") !== "") : [];
  return real.length > 0
    ? yes("mx.right", "The domain receives email.")
    : no("mx.missing", "The domain receives no email: answers to your emails are lost.");
}
