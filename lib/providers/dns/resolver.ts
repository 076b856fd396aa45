import { Resolver } from "node:dns/promises";
import { isAllowed } from "../mail/smtp/addresses";
import type { Dns, DnsView, Looked, Zone } from "./port";

type Options = {
  /** `address:port` of a server on this machine that is asked in place of all others. */
  server?: string;
  timeoutMs?: number;
};

/** The codes of c-ares that mean a certain no: the name does not exist, or has no record of the type. */
const NONE: ReadonlySet<string> = new Set(["ENOTFOUND", "ENODATA"]);
const WHY: Record<string, string> = {
  ETIMEOUT: "the name servers did not answer in time",
  ECONNREFUSED: "the name servers could not be reached",
  ESERVFAIL: "the name servers answered that they failed",
  EREFUSED: "the name servers refused to answer",
  ECANCELLED: "the name servers did not answer in time",
};

const clean = (name: string): string => name.toLowerCase().replace(/\.$/, "");
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

async function look<T>(ask: Promise<T[]>): Promise<Looked<T>> {
  try {
    const values = await ask;
    return values.length > 0 ? { state: "found", values } : { state: "none" };
  } catch (error) {
    const code = codeOf(error);
    if (NONE.has(code)) return { state: "none" };
    return { state: "unknown", why: WHY[code] ?? "the answer of the name servers could not be read" };
  }
}

/** The values of two look-ups together; a certain no only when both are one. */
function either<T>([one, other]: readonly [Looked<T>, Looked<T>]): Looked<T> {
  if (one.state === "found" && other.state === "found")
    return { state: "found", values: [...one.values, ...other.values] };
  if (one.state === "found" || other.state === "none") return one;
  return other;
}

function viewOf(resolver: Resolver): DnsView {
  return {
    txt: (name) => look(resolver.resolveTxt(name).then((records) => records.map((chunks) => chunks.join("")))),
    mx: (name) => look(resolver.resolveMx(name)),
    cname: (name) => look(resolver.resolveCname(name).then((names) => names.map(clean))),
    address: async (name) =>
      either(await Promise.all([look(resolver.resolve4(name)), look(resolver.resolve6(name))] as const)),
  };
}

/** Looks names up at this machine's resolvers and at the name servers of zones, which may not be addresses of a private network. */
export function dnsResolver({ server, timeoutMs = 2_500 }: Options = {}): Dns {
  const made = (): Resolver => new Resolver({ timeout: timeoutMs, tries: 2 });
  const recursive = made();
  if (server) recursive.setServers([server]);

  /** Null: no name server of it may be asked. */
  async function zoneAt(name: string, nameServers: string[]): Promise<Zone | null> {
    const found = await Promise.all(
      nameServers.slice(0, 4).map(async (host) => {
        const looked = await Promise.all([look(recursive.resolve4(host)), look(recursive.resolve6(host))]);
        return looked.flatMap((each) => (each.state === "found" ? each.values : []));
      }),
    );
    const allowed = found.flat().filter((address) => isAllowed(address, { allowLoopback: server !== undefined }));
    if (allowed.length === 0) return null;
    const own = made();
    // IPv4 first: many machines have no route for the other.
    const ordered = allowed.toSorted((one, other) => Number(one.includes(":")) - Number(other.includes(":")));
    own.setServers(server ? [server] : ordered.slice(0, 6).map((each) => (each.includes(":") ? `[${each}]` : each)));
    return { name, nameServers, view: viewOf(own) };
  }

  return {
    view: viewOf(recursive),
    async zoneOf(domain) {
      const labels = clean(domain).split(".");
      for (let at = 0; at < labels.length - 1; at += 1) {
        const name = labels.slice(at).join(".");
        const servers = await look(recursive.resolveNs(name));
        if (servers.state === "unknown") return servers;
        if (servers.state === "none") continue;
        const zone = await zoneAt(name, servers.values.map(clean));
        return zone
          ? { state: "found", zone }
          : { state: "unknown", why: "its name servers have no address in public that was found" };
      }
      return { state: "none" };
    },
  };
}
