import type { OutcomeReport } from "@/lib/contracts/engine";

/** As `genesis.record_outcome` knows them. */
export type Outcome =
  | "sent"
  | "bounced"
  | "failed"
  | "refused"
  | "deferred"
  | "account_refused"
  | "server_unusable"
  | "not_sent"
  | "unknown";

type Words = Pick<OutcomeReport, "response" | "code">;

/** Enhanced status codes (RFC 3463, IANA's list) that say there is no such mailbox. */
const NO_MAILBOX = /^5\.1\.(1|2|3|6|10)$/;
/** About the sender's address, the sender's quota, or security and policy: any recipient would be refused. */
const ABOUT_SENDER = /^([45]\.1\.[78]|[45]\.4\.5|5\.7\.\d+|4\.7\.(?!1$)\d+|[45]\.3\.[15])$/;
/** This recipient, a group for example, takes mail from few senders: Exchange's 5.7.124 and its neighbours. */
const RESTRICTED = /^5\.7\.1(2[49]|3\d)$/;
/** A full mailbox, and any other state of it that passes. */
const MAILBOX_WAITS = /^(5\.2\.2|4\.2\.\d+)$/;
/** The message is too large for the recipient or the server. */
const TOO_LARGE = /^5\.(2\.3|3\.4)$/;
/** Says no more than its class. */
const GENERAL = /^(|5\.[0135]\.0)$/;
/** RFC 4954 and 3207: the session itself lacks its login or its encryption. 421: the server closes it. */
const ABOUT_SESSION = /^(421|530|534|535|538)$/;

const SAYS_LATER = /gr[ae]y-?\s?list/i;
const SAYS_TOO_LARGE = /(message|mail|size).{0,30}(too (large|big)|exceeds.{0,30}(size|maximum|limit))|size limit/i;
const SAYS_SENDER =
  /relay|rcpthosts|block ?list|black ?list|\blisted\b|reputation|\bspf\b|\bdkim\b|\bdmarc\b|\bspam\b|quota|limit|\brate\b|too many|authenticat|log ?in|not permitted|sender|policy|suspended|client host|STARTTLS|reverse dns|\bPTR\b/i;
const SAYS_NO_MAILBOX =
  /no such (user|recipient|mailbox|person|address|account)|(user|recipient|mailbox|address|addressee|account) (is )?(unknown|not found|invalid|does(n['’]t| not) exist)|(unknown|invalid) (user|recipient|mailbox|addressee)|no mailbox (here|by that name)|not a (known|valid) (user|recipient|mailbox)|does(n['’]t| not) have an? \S+ account|unrouteable address/i;
const SAYS_FULL = /(mailbox|user|recipient|inbox).{0,40}(full|over quota|quota exceeded)/i;

/**
 * The consequences of a report. A refusal is judged by the server's own words, never by who reports it: only "there is no such mailbox"
 * (5.1.1 and its like) is a bounce; a full mailbox and every 4yz are tried later; what is about the sender is not the recipient's fault.
 */
export function judgeOutcome({ status, ...words }: OutcomeReport): Outcome {
  if (status === "refused") return judgeRefusal(words);
  if (status !== "bounced") return status;
  const judged = judgeRefusal(words);
  return judged === "deferred" || judged === "account_refused" ? judged : "bounced";
}

function judgeRefusal({ response, code }: Words): Outcome {
  const text = [code, response].filter((part) => part !== null && part !== undefined).join(" ");
  const reply = /(?:^|\s)([245]\d\d)(?=[\s-]|$)/.exec(text)?.[1] ?? "";
  const enhanced = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? "";
  if (MAILBOX_WAITS.test(enhanced) || SAYS_LATER.test(text)) return "deferred";
  if (NO_MAILBOX.test(enhanced)) return "bounced";
  if (RESTRICTED.test(enhanced) || TOO_LARGE.test(enhanced)) return "failed";
  if (ABOUT_SESSION.test(reply) || ABOUT_SENDER.test(enhanced)) return "account_refused";
  if (SAYS_FULL.test(text)) return "deferred";
  if (reply.startsWith("5") && GENERAL.test(enhanced) && SAYS_NO_MAILBOX.test(text)) return "bounced";
  if (reply.startsWith("5") && SAYS_TOO_LARGE.test(text)) return "failed";
  if (SAYS_SENDER.test(text)) return "account_refused";
  if (reply.startsWith("4") || enhanced.startsWith("4")) return "deferred";
  return reply.startsWith("5") || enhanced.startsWith("5") ? "failed" : "refused";
}

export type TroubleKind = "quota" | "login" | "blocked" | "policy" | "unreachable";

const KINDS: readonly (readonly [TroubleKind, RegExp])[] = [
  ["login", /^(53[0458])\b|\b5\.7\.(8|9|0)\b|authenticat|log ?in|password|credential/i],
  ["quota", /\b[45]\.4\.5\b|quota|limit|\brate\b|too many|exceeded/i],
  ["blocked", /block ?list|black ?list|\blisted\b|reputation|\bspam\b|suspended/i],
  ["policy", /relay|rcpthosts|\bspf\b|\bdkim\b|\bdmarc\b|policy|sender|\b[45]\.(7|1)\.\d/i],
];

/** The kind of trouble that keeps an account from sending. The founder is told once about each. */
export function judgeTrouble({ response, code }: Words): TroubleKind {
  const text = [code, response].filter((part) => part !== null && part !== undefined).join(" ");
  return KINDS.find(([, says]) => says.test(text))?.[0] ?? "unreachable";
}
