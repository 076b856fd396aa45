import { AppError } from "@/lib/platform/errors";
import { appUrl, env } from "@/lib/platform/env";
import { bearerOf } from "./bearer";

/** The hosts under which people reach this application; on one's own machine by either name. */
export function ownHosts(): ReadonlySet<string> {
  const { host, port } = new URL(appUrl());
  if (!env().LOCAL_IDENTITY_KEY_FILE) return new Set([host]);
  const ports = [port, String(env().PORT)];
  return new Set([host, ...ports.flatMap((own) => [`localhost:${own}`, `127.0.0.1:${own}`])]);
}

/** Whether a page of this application sent the request; browsers without fetch metadata say so by `Origin`. */
function isFromOwnPage({ headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin") ?? "";
  return URL.canParse(origin) && ownHosts().has(new URL(origin).host);
}

const CHANGES_NOTHING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws 403 `origin.foreign` when a request that changes something came by cookie but not from a page of ours (CSRF). A bearer value
 * is never sent by a browser on its own.
 */
export function requireOwnOrigin(request: Request): void {
  if (CHANGES_NOTHING.has(request.method) || bearerOf(request) !== null || isFromOwnPage(request)) return;
  throw new AppError(
    "forbidden",
    "This did not come from a page of Greenlight, so nothing was done. Do it on the page itself; a script sends its session as a bearer token.",
    { code: "origin.foreign" },
  );
}
