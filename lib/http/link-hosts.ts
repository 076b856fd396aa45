import { LRUCache } from "lru-cache";
import { findClaimants } from "@/lib/outreach/tracking/find-claimants";
import { ownHost, PROOF_PATH, proofLine } from "@/lib/outreach/tracking/link-origin";
import { getDb } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { processWide } from "@/lib/platform/process-wide";
import { apiHeaders } from "./security-headers";

/** The links that emails hold. Nothing else of the application answers on a company's host: no page, no session, no door of machines. */
const LINKS = /^\/(?:u|api\/track\/(?:click|open))\/[\w.-]+$/;
/** A name in the public DNS; addresses, and names of one's own network without a dot, are nobody's host of links. */
const PUBLIC_NAME = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const REMEMBERED_MS = 15_000;

/** An answer in the place of the application's. */
type Instead = { status: number; headers: Record<string, string>; body: string };
type Claimed = readonly { token: string }[];

const remembered = processWide("link_hosts", () => new LRUCache<string, Claimed>({ max: 2_000, ttl: REMEMBERED_MS }));

/** `fresh`: a host that was named a moment ago is checked at once. */
async function claimantsOf(host: string, { fresh }: { fresh: boolean }): Promise<Claimed> {
  const known = remembered.get(host);
  if (known && !fresh) return known;
  const found = await findClaimants({ requestId: newId(), db: getDb(), now: () => new Date() }, host);
  remembered.set(host, found);
  return found;
}

/** The name in a `Host` header if it may be a company's; null for our own, for an address, and for what is no name. */
export function foreignHost(header: string | undefined): string | null {
  if (!header || !URL.canParse(`http://${header}`)) return null;
  const name = new URL(`http://${header}`).hostname.replace(/\.$/, "");
  return name === ownHost() || !PUBLIC_NAME.test(name) ? null : name;
}

const plain = (status: number, body: string): Instead => ({
  status,
  headers: { ...apiHeaders(), "content-type": "text/plain; charset=utf-8", "x-robots-tag": "noindex" },
  body,
});

/**
 * The answer of a company's host of links to everything but links: the line that proves where it leads, else 404. Null: the request goes
 * on, because it asks for a link or came to a host that carries none. 503 when that cannot be known.
 */
export async function answerOnLinkHost(host: string, target: string): Promise<Instead | null> {
  const path = target.split("?", 1)[0] ?? "";
  try {
    const claimants = await claimantsOf(host, { fresh: path === PROOF_PATH });
    if (claimants.length === 0 || LINKS.test(path)) return null;
    if (path === PROOF_PATH) return plain(200, `${claimants.map(({ token }) => proofLine(token)).join("\n")}\n`);
    return plain(404, "This host carries the links of emails, and nothing else.\n");
  } catch (error) {
    log().warn({ err: error, host }, "whether a host carries links could not be looked up");
    return plain(503, "Try again in a minute.\n");
  }
}
