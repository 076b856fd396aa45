import { dnsHostOf } from "@/lib/outreach/sending-domains/hosts";
import { unfitOf } from "@/lib/outreach/sending-domains/look-at-domain";
import { AppError } from "@/lib/platform/errors";
import type { Dns, Looked, Zone } from "@/lib/providers/dns/port";
import { lookAtPage, type SeenPage } from "@/lib/providers/web/look-at-page";
import { linkOrigin, ownHost, PROOF_PATH, proofName } from "./link-origin";

/** Visits one address as a stranger; throws `web.…` when nothing was seen. */
export type Visit = (url: string) => Promise<Pick<SeenPage, "status" | "body">>;

const VISITOR = { headers: { "user-agent": "Greenlight domain checker", accept: "text/plain" }, maxRedirects: 0 };

/** A public address only: each is resolved, checked and connected to as one act, and no redirect is followed. */
export const visitPublic: Visit = (url) =>
  lookAtPage(url, { signal: AbortSignal.timeout(10_000), as: { ...VISITOR, connectMs: 5_000 } });

/** Why a host can never be judged from here: it is reserved, or this installation itself has no public name. */
export type HostUnfit = "reserved" | "own_host" | "no_public_name";

export function hostUnfit(host: string): HostUnfit | null {
  const own = ownHost();
  if (host === own) return "own_host";
  if (unfitOf(host) !== null) return "reserved";
  return /^[\d.]+$|^\[|^localhost$|\.localhost$/.test(own) || !own.includes(".") ? "no_public_name" : null;
}

export type RecordSight =
  | { state: "alias"; to: string }
  /** No alias, and addresses of its own: a proxy may answer for it. */
  | { state: "addresses" }
  | { state: "none" }
  | { state: "no_zone" }
  /** The name is the zone itself, which cannot have an alias. */
  | { state: "apex" }
  | { state: "unknown"; why: string };

export type AnswerSight =
  | { state: "answered"; status: number; body: string }
  | { state: "redirected" }
  | { state: "private" }
  /** A browser would warn of its certificate. */
  | { state: "certificate" }
  | { state: "unknown"; why: string };

export type HostSight = {
  zone: Pick<Zone, "name" | "nameServers"> | null;
  record: RecordSight;
  answer: AnswerSight;
  /** The texts at the name that proves whose the host is; null: they were not asked for. */
  owner: Looked<string> | null;
};

type Looking = { dns: Dns; visit: Visit; mustProve: boolean };

/** Looks where a host leads: its record at the servers of its own zone, and the host itself over the web. */
export async function lookAtHost(host: string, { dns, visit, mustProve }: Looking): Promise<HostSight> {
  const [found, answer] = await Promise.all([dns.zoneOf(host), lookAtAnswer(host, visit)]);
  if (found.state === "unknown") return { zone: null, record: found, answer, owner: mustProve ? found : null };
  if (found.state === "none")
    return { zone: null, record: { state: "no_zone" }, answer, owner: mustProve ? found : null };
  const { zone } = found;
  const [record, owner] = await Promise.all([
    lookAtRecord(host, zone),
    mustProve ? zone.view.txt(proofName(host)) : null,
  ]);
  return { zone, record, answer, owner };
}

async function lookAtRecord(host: string, zone: Zone): Promise<RecordSight> {
  if (zone.name === host) return { state: "apex" };
  const alias: Looked<string> = await zone.view.cname(host);
  if (alias.state === "unknown") return alias;
  const [to] = alias.state === "found" ? alias.values : [];
  if (to !== undefined) return { state: "alias", to };
  const addresses = await zone.view.address(host);
  if (addresses.state === "unknown") return addresses;
  return { state: addresses.state === "found" ? "addresses" : "none" };
}

async function lookAtAnswer(host: string, visit: Visit): Promise<AnswerSight> {
  try {
    const { status, body } = await visit(`${linkOrigin(host)}${PROOF_PATH}`);
    return { state: "answered", status, body };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "web.private") return { state: "private" };
    if (error.code === "web.redirects") return { state: "redirected" };
    return isOfCertificate(error.cause) ? { state: "certificate" } : { state: "unknown", why: error.message };
  }
}

/** The codes of OpenSSL and Node for a certificate that is not the host's, is not trusted, or is out of date. */
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER)/;

const isOfCertificate = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" && CERTIFICATE.test(cause.code);

/** Where the zone's records are edited, if its host is known. */
export function recordsPage(zone: HostSight["zone"]): { name: string; records_url: string } | null {
  const host = zone && dnsHostOf(zone.nameServers);
  return host ? { name: host.name, records_url: host.recordsUrl(zone.name) } : null;
}
