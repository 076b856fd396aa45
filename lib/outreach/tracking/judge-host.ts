import { proofLine, proofName } from "./link-origin";
import type { HostSight, HostUnfit } from "./look-at-host";
import type { TrackingCheck, TrackingStatus } from "./schemas";

type Judged = Omit<TrackingCheck, "purpose">;
const yes = (code: string, words: string): Judged => ({ verdict: "yes", code, words });
const no = (code: string, words: string): Judged => ({ verdict: "no", code, words });
const unknown = (code: string, words: string): Judged => ({ verdict: "unknown", code, words });
const unanswered = (why: string): Judged =>
  unknown("unanswered", `Not known yet: ${why}. It is no failure; it is checked again by itself.`);

const UNFIT: Record<HostUnfit, string> = {
  reserved: "This name is reserved and not in the public DNS, so nothing can be checked.",
  own_host: "This is Greenlight’s own host, which links lead to anyway.",
  no_public_name: "Greenlight has no public name on this machine, so no host can lead to it.",
};

type Expected = { host: string; target: string; token: string };
type Verdicts = { status: TrackingStatus; checks: TrackingCheck[] };

export const judgeUnfit = (why: HostUnfit): Verdicts => ({
  status: "unknown",
  checks: [{ purpose: "cname", ...unknown(`host.${why}`, UNFIT[why]) }],
});

/**
 * The host's own answer decides, because links must arrive there: with the token it is verified, whatever its record says, since a proxy may
 * stand in front of it. Without an answer only a record that certainly is not there makes it failing. A host that another company held
 * before needs the record of its new owner as well.
 */
export function judgeHost({ record, answer, owner }: HostSight, expected: Expected): Verdicts {
  const [cname, answered] = [judgeRecord(record, expected), judgeAnswer(answer, expected)];
  const checks: TrackingCheck[] = [
    { purpose: "cname", ...(answered.verdict === "yes" && cname.verdict === "no" ? behindProxy(expected) : cname) },
    { purpose: "answer", ...answered },
  ];
  // While another company holds the host, no record helps.
  const owned = owner && answered.code !== "answer.taken" ? judgeOwner(owner, expected) : null;
  if (owned) checks.push({ purpose: "owner", ...owned });
  const isGone = record.state === "none" || record.state === "no_zone";
  if (owned?.verdict === "no" || answered.verdict === "no" || (answered.verdict === "unknown" && isGone))
    return { status: "failing", checks };
  return { status: answered.verdict === "yes" && owned?.verdict !== "unknown" ? "verified" : "unknown", checks };
}

function judgeOwner(owner: NonNullable<HostSight["owner"]>, { host, token }: Expected): Judged {
  if (owner.state === "unknown") return unanswered(owner.why);
  return owner.state === "found" && owner.values.some((text) => text.trim() === proofLine(token))
    ? yes("owner.right", `The record at ${proofName(host)} proves that ${host} is yours.`)
    : no(
        "owner.missing",
        `Another company here used ${host} before. Enter the TXT record below at ${proofName(host)}, which proves that the host is yours now.`,
      );
}

const behindProxy = ({ target }: Expected): Judged =>
  yes("cname.proxied", `There is no visible CNAME record to ${target}, but what answers at the host leads here.`);

function judgeRecord(record: HostSight["record"], { host, target }: Expected): Judged {
  switch (record.state) {
    case "alias":
      return record.to === target
        ? yes("cname.right", `${host} leads to ${target}.`)
        : no("cname.other", `${host} leads to ${record.to}, not to ${target}.`);
    case "addresses":
      return no("cname.addresses", `${host} has addresses of its own instead of a CNAME record to ${target}.`);
    case "none":
      return no("cname.missing", `There is no record for ${host}. Enter the one below.`);
    case "no_zone":
      return no("cname.no_zone", `No name server knows ${host}: the domain does not exist.`);
    case "apex":
      return no(
        "cname.apex",
        `${host} is the domain itself, which can have no CNAME record. Choose a name below it, like link.${host}.`,
      );
    case "unknown":
      return unanswered(record.why);
  }
}

function judgeAnswer(answer: HostSight["answer"], { host, token }: Expected): Judged {
  switch (answer.state) {
    case "private":
      return no("answer.private", `${host} leads into a private network.`);
    case "redirected":
      return no("answer.redirected", `${host} redirects elsewhere, so links would not arrive.`);
    case "certificate":
      return no(
        "answer.certificate",
        `${host} has no valid certificate yet: browsers would warn of each link. It is issued by the server that answers there.`,
      );
    case "unknown":
      return unanswered(answer.why.replace(/\.$/, ""));
    case "answered":
      return judgeBody(answer, { host, token });
  }
}

function judgeBody(
  { status, body }: { status: number; body: string },
  { host, token }: Pick<Expected, "host" | "token">,
): Judged {
  const lines = body.split("\n").map((line) => line.trim());
  if (status === 200 && lines.includes(proofLine(token))) return yes("answer.right", `${host} answers as Greenlight.`);
  if (status === 429 || status >= 500) return unanswered(`${host} answered ${status}`);
  const isOurs = lines.some((line) => line.startsWith(proofLine(""))) && !lines.includes(proofLine(token));
  return isOurs
    ? no("answer.taken", `${host} carries the links of another company here. Remove it there first.`)
    : no("answer.other", `Another server answers at ${host}.`);
}
