import { env } from "@/lib/platform/env";
import type { Dns } from "./port";
import { dnsResolver } from "./resolver";

/** The name servers of the world, or a test's. */
export function selectDns(): Dns {
  const { DNS_SERVER } = env();
  return dnsResolver(DNS_SERVER === undefined ? {} : { server: DNS_SERVER });
}
