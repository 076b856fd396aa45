import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { guardLinkHosts } from "@/lib/http/guard-link-hosts";
import type { Visit } from "@/lib/outreach/tracking/look-at-host";
import type { Dns } from "@/lib/providers/dns/port";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { lookAtPage } from "@/lib/providers/web/look-at-page";
import { DOMAIN, zoneOf } from "../../operations/onboarding/domain-zone";
import { startDnsLaboratory, type DnsLaboratory, type ZoneFile } from "../../providers/dns/dns-laboratory";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

/** The public name of this installation, which no name server of the world is asked for. */
export const OWN_HOST = "go.greenlight-lab.com";

export type TrackingWorld = EngineWorld & {
  /** The address of this installation: a server behind the guard of link hosts. */
  origin: string;
  port: number;
  dns: Dns;
  /** Every name leads to this machine. */
  visit: Visit;
  laboratory: DnsLaboratory;
  /** A host below the domain that no other test names. */
  newHost(): string;
  /** The zone of the domain with these records. */
  enter(more: ZoneFile): void;
};

/** A database, name servers and a web server of this machine that stand for the public ones. */
export async function createTrackingWorld(): Promise<TrackingWorld> {
  guardLinkHosts();
  const server: Server = createServer((_request, response) => response.end("the application"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = `http://${OWN_HOST}:${port}`;
  const laboratory = await startDnsLaboratory();
  const world = await createEngineWorld({ APP_URL: origin });
  let hosts = 0;
  return {
    ...world,
    origin,
    port,
    dns: dnsResolver({ server: laboratory.server, timeoutMs: 1_500 }),
    visit: (url) =>
      lookAtPage(url, {
        signal: AbortSignal.timeout(10_000),
        allowLoopback: true,
        lookup: async () => ["127.0.0.1"],
        as: { headers: {}, maxRedirects: 0 },
      }),
    laboratory,
    newHost: () => `link-${(hosts += 1)}.${DOMAIN}`,
    enter: (more) => laboratory.load(zoneOf(more)),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await laboratory.stop();
      await world.close();
    },
  };
}
