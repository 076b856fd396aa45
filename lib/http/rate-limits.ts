import { getPool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { processWide } from "@/lib/platform/process-wide";
import { createRateLimiter, type Limit } from "@/lib/platform/rate-limit";
import { bearerOf } from "./bearer";
import { callerAddress } from "./caller-address";

const MINUTE = 60;
/** A twentieth of a limit is taken at a time. */
const limit = (name: string, points: number, seconds: number): Limit => ({ name, points, seconds, block: points / 20 });

/** Every limit and its reason. A request counts once, whatever is in it: a batch of 1,000 events is one. */
export const LIMITS = {
  /** Pages and API together. A dashboard asks some 60 times a minute; ten browsers left open on ten companies stay below. */
  user: limit("user", 6_000, MINUTE),
  /** A script that pages through everything; a hundred a second is more than one needs. */
  key: limit("key", 6_000, MINUTE),
  /** The busiest door: every mail of an instance is an event. 3,000 a second is more than one process answers. */
  token: limit("token", 180_000, MINUTE),
  /** The website of a company: every page view is a request. */
  projectKey: limit("project_key", 60_000, MINUTE),
  /** Before anybody is known: an office behind one address, and the links of one mail provider's scanner. */
  address: limit("address", 12_000, MINUTE),
  /** No person mistypes a token 60 times, and a guess has to hit 32 random bytes. Each is counted at once. */
  wrongCredentials: { name: "wrong_credentials", points: 60, seconds: 10 * MINUTE, block: 1 },
  /** Websites that a workspace has read for it: a founder reads their own a few times. Each is counted at once. */
  websiteReads: { name: "website_reads", points: 10, seconds: 60 * MINUTE, block: 1 },
  /** Booking links that a workspace has visited. Each is counted at once. */
  bookingLinks: { name: "booking_links", points: 60, seconds: 60 * MINUTE, block: 1 },
  /** Look-ups of a workspace's domain, some twenty questions each: a founder checks every minute until it is right. Each is counted at once. */
  domainChecks: { name: "domain_checks", points: 120, seconds: 60 * MINUTE, block: 1 },
  /** A publishable key that was replaced stands on pages that are still open, and any page can make its visitors send one. */
  wrongProjectKeys: { name: "wrong_project_keys", points: 60, seconds: 10 * MINUTE, block: 1 },
} as const satisfies Record<string, Limit>;

const limiter = processWide("rate_limiter", () => createRateLimiter(getPool));

function tooMany(what: string, waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1000);
  return new AppError("rate_limited", `${what} Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`, {
    code: "rate.limited",
    details: { retry_after_seconds: seconds },
  });
}

/** Counts one request of somebody; 429 `rate.limited` when they made too many. */
export async function spend(of: Limit, key: string): Promise<void> {
  const waitMs = await limiter.take(of, key);
  if (waitMs > 0) throw tooMany("These are more requests than anybody needs.", waitMs);
}

function stopGuessing(of: Limit, caller: string): void {
  const waitMs = limiter.wait(of, caller);
  if (waitMs > 0) throw tooMany("Too many wrong tokens, keys or links came from this address.", waitMs);
}

/** Counts one request of an address nobody is known behind yet, and stops one that tried too many wrong credentials. */
export async function admitAddress(address: string | undefined, { counted }: { counted: boolean }): Promise<void> {
  const caller = callerAddress(address);
  if (caller === null) return;
  stopGuessing(LIMITS.wrongCredentials, caller);
  if (counted) await spend(LIMITS.address, caller);
}

/** Stops an address that tried too many wrong keys of companies. */
export function admitProjectKey(address: string | undefined): void {
  const caller = callerAddress(address);
  if (caller !== null) stopGuessing(LIMITS.wrongProjectKeys, caller);
}

/** A page of another site makes browsers send neither of these, so that none can have its visitors' address stopped everywhere. */
const bringsToken = ({ headers }: Request): boolean => bearerOf({ headers }) !== null || headers.has("x-webhook-token");

/** Where a refusal counts: a token or key that is none, or the link of an invitation that does not exist. Nothing, or an ended session, is no guess. */
function guessIn(request: Request, { kind, code }: AppError): Limit | null {
  if (code === "project_key.invalid") return LIMITS.wrongProjectKeys;
  const isToken = kind === "unauthenticated" && code !== "session.missing" && bringsToken(request);
  return isToken || code === "invite.not_found" ? LIMITS.wrongCredentials : null;
}

/** Counts a wrong credential of an address. */
export async function noteRefusal(address: string | undefined, request: Request, error: AppError): Promise<void> {
  const caller = callerAddress(address);
  const guess = guessIn(request, error);
  if (caller !== null && guess !== null) await limiter.take(guess, caller);
}
