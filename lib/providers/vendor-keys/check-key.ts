import { AppError } from "@/lib/platform/errors";
import { connect } from "../web/connect";
import {
  mayBeUsed,
  questionFor,
  RELEVANCE_REGIONS,
  toolQuestion,
  VENDORS,
  type Question,
  type Reply,
  type VendorKey,
} from "./questions";

export const KEY_OUTCOMES = ["right", "wrong", "expired", "lacks_scope", "limited", "down"] as const;
export type KeyOutcome = (typeof KEY_OUTCOMES)[number];
export type KeyCheck = { outcome: KeyOutcome; message: string };

/** Asks a server in public: a founder names some of the addresses. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Reply>;
const askInPublic: Ask = ({ url, ...question }, signal) => connect(url, { ...question, signal, allowLoopback: false });

/** Tries a vendor's key with the cheapest question that proves its use. One of six answers; none repeats the key or the vendor's own words. */
export async function checkKey(key: VendorKey, signal: AbortSignal, ask: Ask = askInPublic): Promise<KeyCheck> {
  const question = questionFor(key);
  if (!question) return say(key, "lacks_scope");
  try {
    const reply = await ask(question, signal);
    const outcome = judge(key, reply);
    if (key.type === "relevance_config" && outcome === "wrong") return await tryRegions(key, { signal, ask });
    return say(key, outcome);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "web.private") return { outcome: "wrong", message: INSIDE };
    return say(key, "down");
  }
}

const INSIDE = "Its address is inside a private network, which is not asked. Enter a public address.";
const EXPIRED = /expired|revoked|invalid_grant/i;
const UNKNOWN_KEY = /API_KEY_INVALID|API key not valid/i;
const USED_UP = /quota|rateLimitExceeded|RATE_LIMIT|credit balance|insufficient_quota/i;

/** By the status, and by the codes in the body where vendors use one status for several things. */
function judge(key: VendorKey, { status, body }: Reply): KeyOutcome {
  if (status >= 200 && status < 300) return mayBeUsed(key, body) ? "right" : "lacks_scope";
  if (status === 429 || status === 402) return "limited";
  if (status >= 500 || status === 408) return "down";
  if (EXPIRED.test(body)) return "expired";
  if (UNKNOWN_KEY.test(body)) return "wrong";
  if (USED_UP.test(body)) return "limited";
  return status === 403 ? "lacks_scope" : "wrong";
}

function say({ type }: VendorKey, outcome: KeyOutcome): KeyCheck {
  const { name, place, use } = VENDORS[type];
  const messages: Record<KeyOutcome, string> = {
    right: `${name} accepts it, and it may ${use}.`,
    wrong: `${name} does not know it. Copy it again from ${place}.`,
    expired: `${name} says that it has expired or was revoked. Create a new one: ${place}.`,
    lacks_scope: `${name} does not let it ${use}. Give it that permission: ${place}.`,
    limited: `${name} knows it, but its limit or its credit is used up. Raise the limit, or try again later.`,
    down: `${name} could not be asked. It may be right; try again in a minute.`,
  };
  return { outcome, message: messages[outcome] };
}

type RelevanceKey = Extract<VendorKey, { type: "relevance_config" }>;

/** A project is known in its own region only: the right one is named. */
async function tryRegions(key: RelevanceKey, { signal, ask }: { signal: AbortSignal; ask: Ask }): Promise<KeyCheck> {
  const others = RELEVANCE_REGIONS.filter((region) => !key.data.base_url.startsWith(new URL(region).origin));
  for (const region of others) {
    const reply = await ask(toolQuestion(key.data, region), signal).catch(() => null); // the first answer stands
    if (reply?.status === 200) {
      const message = `Relevance AI knows it in another region. Set the address to ${region}.`;
      return { outcome: "wrong", message };
    }
  }
  return say(key, "wrong");
}
