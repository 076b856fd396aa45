import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import type { ComputeProvider, Intervened, MachineVendor, VendorAccount, VendorClock } from "../port";
import { digitalOceanClient, type Client } from "./client";
import { findDroplet, listDroplets, removeDroplet } from "./droplets";
import { dropletFinder, POLL_MS, type DropletFinder } from "./find-droplets";
import { ensureFirewall, missingFirewall } from "./firewall";
import { knock } from "./knock";
import { awaitActive, makeDroplet, orderOfDroplet } from "./make-droplet";
import { byAge, publicAddress, toMachine, toOffers, toStatus } from "./map";
import { mayHaveBeenDone, refusalOf } from "./refusals";
import { Regions, Sizes, type Droplet } from "./schemas";

type Options = VendorAccount & { token: string; url: string; clock: VendorClock };
type Parts = { call: Client; find: DropletFinder; tag: string; clock: VendorClock; installation: string };

/**
 * A droplet for each workspace. DigitalOcean has no idempotency key: whether an order was carried out is looked up by tag, by name and by id,
 * and it is given again only after it was looked for until 90 s had passed.
 */
export function digitalOcean({ installation, pace, token, url, clock }: Options): MachineVendor {
  const call = digitalOceanClient({ token, url, pace, clock });
  const tag = `gl:env:${installation}`;
  const parts = { call, find: dropletFinder({ call, tag, clock }), tag, clock, installation };
  return {
    provision: provisionWith(parts),
    terminate: terminateWith(parts),
    ...careOf(call),
    async planMachine({ workspaceId, ...idea }, signal) {
      const missing = await missingFirewall(call, { ...wallOf(parts), signal });
      return [...missing, orderOfDroplet({ ...idea, tags: tagsOf(parts, workspaceId) })];
    },
    async findMachine(vendorId, signal) {
      const droplet = await findDroplet(call, vendorId, signal);
      return droplet && toMachine(droplet);
    },
    listMachines: async (signal) => (await listDroplets(call, { tag_name: tag }, signal)).map(toMachine),
    async listOffers(signal) {
      const query = { per_page: "200" };
      const [{ sizes }, { regions }] = await Promise.all([
        call({ path: "/v2/sizes", query, schema: Sizes, signal }),
        call({ path: "/v2/regions", query, schema: Regions, signal }),
      ]);
      return toOffers(sizes, regions);
    },
  };
}

const wallOf = ({ installation, tag }: Parts) => ({ name: `greenlight-${installation}`, tag });
const tagsOf = ({ tag }: Parts, workspaceId: string): string[] => ["greenlight", tag, `gl:ws:${workspaceId}`];

const remove = ({ call, clock }: Parts, droplet: Droplet, signal: AbortSignal): Promise<void> =>
  removeDroplet(call, { id: String(droplet.id), wait: () => clock.wait(POLL_MS, signal), signal });

function provisionWith(parts: Parts): ComputeProvider["provision"] {
  const { call, find, clock } = parts;
  // Machines that are ordered together share one look at the wall: two looks at once would build two.
  let wall: Promise<void> | null = null;
  const behindWall = (): Promise<void> => {
    const { signal } = new AbortController();
    wall ??= ensureFirewall(call, { ...wallOf(parts), signal }).finally(() => (wall = null));
    return wall;
  };
  return async ({ workspaceId, order, signal }) => {
    if (!order)
      throw new AppError("impossible", "A machine of DigitalOcean needs an order.", { code: "machine.no_order" });
    await behindWall();
    const { name, trace } = order;
    const existing = await find.settled(name, trace, signal);
    const tags = tagsOf(parts, workspaceId);
    const found = existing.length > 0 ? existing : await makeDroplet({ call, find, order, tags, signal });
    const kept = found.find(({ id }) => String(id) === trace.vendorId) ?? found[0];
    if (!kept) throw new AppError("internal", "No droplet was found or made.", { code: "digitalocean.none" });
    await order.noteMade({ vendorId: String(kept.id), address: publicAddress(kept) });
    const active = await awaitActive({ call, find, id: kept.id, clock, signal });
    for (const twin of await find.named(name, signal)) if (twin.id !== kept.id) await remove(parts, twin, signal);
    const address = publicAddress(active) ?? "";
    await order.noteMade({ vendorId: String(active.id), address });
    return { id: name, address, sidecarUrl: `https://${address}`, webhookUrl: `https://${address}` };
  };
}

const terminateWith =
  (parts: Parts): ComputeProvider["terminate"] =>
  async ({ instanceId, trace = { vendorId: null, askedAt: null }, signal }) => {
    for (;;) {
      const found = await parts.find.settled(instanceId, trace, signal);
      if (found.length === 0) return;
      for (const droplet of found) await remove(parts, droplet, signal);
    }
  };

/** Questions and orders about machines that exist. */
function careOf(call: Client): Pick<ComputeProvider, "inspect" | "probe" | "intervene"> {
  const oldest = async (name: string, signal: AbortSignal): Promise<Droplet | undefined> =>
    (await listDroplets(call, { name }, signal)).filter((droplet) => droplet.name === name).toSorted(byAge)[0];
  return {
    inspect: async ({ instanceId, signal }) => toStatus(await oldest(instanceId, signal)),
    async probe({ instanceId, signal }) {
      const droplet = await oldest(instanceId, signal);
      const address = droplet && publicAddress(droplet);
      return address ? knock(address, signal) : false;
    },
    async intervene({ instanceId, step, signal }) {
      if (step === "restart_n8n") return refused("DigitalOcean restarts machines, not the n8n on them.");
      const droplet = await oldest(instanceId, signal);
      if (!droplet) return refused("DigitalOcean does not know this machine.");
      const path = `/v2/droplets/${droplet.id}/actions`;
      try {
        await call({ method: "POST", path, body: { type: step }, schema: z.unknown(), signal });
        return { accepted: true, evidence: `DigitalOcean took the order: ${step}.` };
      } catch (error) {
        if (mayHaveBeenDone(error)) throw error;
        return refused(refusalOf(error).message);
      }
    },
  };
}

const refused = (evidence: string): Intervened => ({ accepted: false, evidence });
