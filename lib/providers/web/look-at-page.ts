import type { Lookup } from "../mail/smtp/addresses";
import { connect, timeoutOf, webFailure } from "./connect";

/** How a page is visited: as whom, and how patiently. */
type Visitor = { headers: Record<string, string>; maxRedirects: number; connectMs?: number; unpack?: boolean };

const CHECKER: Visitor = {
  headers: { "user-agent": "Greenlight receipt checker", accept: "*/*" },
  maxRedirects: 5,
};
/** Reads what a page says of itself, for its owner. */
export const READER: Visitor = {
  headers: { "user-agent": "Greenlight website reader", accept: "text/html,application/xhtml+xml" },
  maxRedirects: 3,
  connectMs: 5_000,
  unpack: true,
};

export type SeenPage = {
  status: number;
  /** The address that answered in the end, after `redirects` others. */
  url: string;
  redirects: string[];
  headers: Record<string, string>;
  /** At most 2 MiB, as UTF-8. */
  body: string;
  /** All bytes that were read: 2 MiB, or as many as were asked for. */
  bytes: Buffer;
};

export type LookOptions = {
  signal: AbortSignal;
  /** Only for an address of this machine that we opened ourselves; a redirect leads to no other one here. */
  allowLoopback?: boolean;
  /** The most to read, where a file is expected that is larger than 2 MiB; it then has a minute. */
  maxBytes?: number;
  /** The receipt checker, unless it is named. */
  as?: Visitor;
  /** Instead of the resolver of this machine. */
  lookup?: Lookup;
};

/**
 * A page as a stranger sees it: GET without cookies, 10 s, 2 MiB, at most 5 redirects or those of the visitor. Each address is resolved, checked and connected to
 * as one act, so no name leads into our own network. Throws `web.private`, `web.unreachable`, `web.timeout`, `web.redirects`, all of which say
 * that the page was not seen.
 */
export async function lookAtPage(url: string, options: LookOptions): Promise<SeenPage> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutOf(options.maxBytes))]);
  const { maxRedirects, ...visiting } = options.as ?? CHECKER;
  const redirects: string[] = [];
  for (let next = url; ;) {
    const allowLoopback = options.allowLoopback === true && new URL(next).origin === new URL(url).origin;
    const answer = await connect(next, {
      method: "GET",
      ...visiting,
      signal,
      allowLoopback,
      ...(options.lookup !== undefined && { lookup: options.lookup }),
      ...(options.maxBytes !== undefined && { maxBytes: options.maxBytes }),
    });
    const location = isRedirect(answer.status) ? answer.headers["location"] : undefined;
    if (location === undefined) return { ...answer, url: next, redirects };
    if (redirects.length === maxRedirects)
      throw webFailure("redirects", `${url} redirects more than ${maxRedirects} times.`);
    redirects.push(next);
    if (!URL.canParse(location, next))
      throw webFailure("redirects", `${next} redirects to something that is no address.`);
    next = new URL(location, next).href;
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);
