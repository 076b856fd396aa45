import type { OrderTrace, VendorClock } from "../port";
import type { Client } from "./client";
import { findDroplet, listDroplets } from "./droplets";
import { byAge } from "./map";
import type { Droplet } from "./schemas";
import { sharedPoll } from "./shared-poll";

export const POLL_MS = 5_000;
/** A list lags behind: so long after the order, a droplet that it does not show may still turn up. */
const SETTLE_MS = 90_000;

export type DropletFinder = {
  /** All of this installation, by one question for everyone who waits. */
  tagged(signal: AbortSignal): Promise<Droplet[]>;
  /** Those of a name, looked for by tag and by name; the oldest first. */
  named(name: string, signal: AbortSignal): Promise<Droplet[]>;
  /** The same; none only when none can turn up any more. */
  settled(name: string, trace: OrderTrace, signal: AbortSignal): Promise<Droplet[]>;
};
type Options = { call: Client; tag: string; clock: VendorClock };

export function dropletFinder({ call, tag, clock }: Options): DropletFinder {
  const ask = (signal: AbortSignal): Promise<Droplet[]> => listDroplets(call, { tag_name: tag }, signal);
  const tagged = sharedPoll({ ask, everyMs: POLL_MS, clock });
  const named: DropletFinder["named"] = async (name, signal) => {
    const lists = await Promise.all([tagged(signal), listDroplets(call, { name }, signal)]);
    const ours = lists.flat().filter((droplet) => droplet.name === name);
    return [...new Map(ours.map((droplet) => [droplet.id, droplet])).values()].toSorted(byAge);
  };
  return {
    tagged,
    named,
    async settled(name, { vendorId, askedAt }, signal) {
      for (;;) {
        const isLast = askedAt === null || clock.now() >= askedAt.getTime() + SETTLE_MS;
        const listed = await named(name, signal);
        if (listed.length > 0) return listed;
        const known = vendorId === null ? null : await findDroplet(call, vendorId, signal);
        if (known) return [known];
        if (isLast) return [];
        await clock.wait(POLL_MS, signal);
      }
    },
  };
}
