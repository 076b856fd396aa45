import { z } from "zod";
import { isStatus, type Client } from "./client";
import { Firewalls } from "./schemas";

const ANYWHERE = { addresses: ["0.0.0.0/0", "::/0"] };

/**
 * The wall around every machine of an installation: it belongs to the tag that machines are born with, so none is open before. 443 comes in;
 * there is no door for shells. Safe to repeat.
 */
export async function ensureFirewall(
  call: Client,
  { name, tag, signal }: { name: string; tag: string; signal: AbortSignal },
): Promise<void> {
  for (let page = 1; ; page += 1) {
    const query = { per_page: "200", page: String(page) };
    const { firewalls, links } = await call({ path: "/v2/firewalls", query, schema: Firewalls, signal });
    if (firewalls.some((firewall) => firewall.name === name)) return;
    if (!links?.pages?.next) break;
  }
  await ensureTag(call, tag, signal);
  await call({
    method: "POST",
    path: "/v2/firewalls",
    body: {
      name,
      tags: [tag],
      inbound_rules: [{ protocol: "tcp", ports: "443", sources: ANYWHERE }],
      outbound_rules: [
        { protocol: "tcp", ports: "all", destinations: ANYWHERE },
        { protocol: "udp", ports: "all", destinations: ANYWHERE },
        { protocol: "icmp", ports: "0", destinations: ANYWHERE },
      ],
    },
    schema: z.unknown(),
    signal,
  });
}

/** A firewall takes only tags that exist. */
async function ensureTag(call: Client, tag: string, signal: AbortSignal): Promise<void> {
  try {
    await call({ path: `/v2/tags/${encodeURIComponent(tag)}`, schema: z.unknown(), signal });
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    await call({ method: "POST", path: "/v2/tags", body: { name: tag }, schema: z.unknown(), signal });
  }
}
