import { z } from "zod";
import type { PlannedCall } from "../port";
import { isStatus, type Client } from "./client";
import { Firewalls } from "./schemas";

const ANYWHERE = { addresses: ["0.0.0.0/0", "::/0"] };

type Wall = { name: string; tag: string; signal: AbortSignal };

/**
 * The wall around every machine of an installation: it belongs to the tag that machines are born with, so none is open before. 443 comes in;
 * there is no door for shells. Safe to repeat.
 */
export async function ensureFirewall(call: Client, wall: Wall): Promise<void> {
  for (const missing of await missingFirewall(call, wall))
    await call({ ...missing, schema: z.unknown(), signal: wall.signal });
}

/** The calls that would build the wall, in their order; none where it stands. */
export async function missingFirewall(call: Client, { name, tag, signal }: Wall): Promise<PlannedCall[]> {
  for (let page = 1; ; page += 1) {
    const query = { per_page: "200", page: String(page) };
    const { firewalls, links } = await call({ path: "/v2/firewalls", query, schema: Firewalls, signal });
    if (firewalls.some((firewall) => firewall.name === name)) return [];
    if (!links?.pages?.next) break;
  }
  const body = {
    name,
    tags: [tag],
    inbound_rules: [{ protocol: "tcp", ports: "443", sources: ANYWHERE }],
    outbound_rules: [
      { protocol: "tcp", ports: "all", destinations: ANYWHERE },
      { protocol: "udp", ports: "all", destinations: ANYWHERE },
      { protocol: "icmp", ports: "0", destinations: ANYWHERE },
    ],
  };
  const tagging = await missingTag(call, tag, signal);
  return [...tagging, { method: "POST", path: "/v2/firewalls", body }];
}

/** A firewall takes only tags that exist. */
async function missingTag(call: Client, tag: string, signal: AbortSignal): Promise<PlannedCall[]> {
  try {
    await call({ path: `/v2/tags/${encodeURIComponent(tag)}`, schema: z.unknown(), signal });
    return [];
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    return [{ method: "POST", path: "/v2/tags", body: { name: tag } }];
  }
}
