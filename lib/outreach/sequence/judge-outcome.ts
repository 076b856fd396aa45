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
const ABOUT_SENDER = /^([45]\.1\.[78]|[45]\.4\.5|5\.7\.\d+|4\.7\.(?!1$)\d+|[45]\.3\.[145])$/;
const MAILBOX_FULL = /^[45]\.2\.2$/;

const SAYS_SENDER =
  /relay|block ?list|black ?list|\blisted\b|reputation|\bspf\b|\bdkim\b|\bdmarc\b|\bspam\b|quota|limit|\brate\b|too many|authenticat|log ?in|not permitted|sender|policy|suspended|client host/i;
const SAYS_NO_MAILBOX =
  /no such (user|recipient|mailbox|person|address)|(user|recipient|mailbox|address) (is )?(unknown|not found|does(n't| not) exist)|unknown (user|recipient|mailbox)|no mailbox here/i;
const SAYS_FULL = /(mailbox|user|recipient).{0,40}(full|over quota|quota exceeded)/i;

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
  if (MAILBOX_FULL.test(enhanced)) return "deferred";
  if (NO_MAILBOX.test(enhanced)) return "bounced";
  if (reply === "421" || ABOUT_SENDER.test(enhanced)) return "account_refused";
  if (SAYS_FULL.test(text)) return "deferred";
  if (enhanced === "" && SAYS_NO_MAILBOX.test(text)) return "bounced";
  if (SAYS_SENDER.test(text)) return "account_refused";
  if (reply.startsWith("4") || enhanced.startsWith("4")) return "deferred";
  return reply.startsWith("5") || enhanced.startsWith("5") ? "failed" : "refused";
}
