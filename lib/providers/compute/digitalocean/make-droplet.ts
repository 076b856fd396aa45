import { AppError } from "@/lib/platform/errors";
import type { MachineOrder, PlannedCall, VendorClock } from "../port";
import type { Client } from "./client";
import { findDroplet } from "./droplets";
import type { DropletFinder } from "./find-droplets";
import { publicAddress } from "./map";
import { mayHaveBeenDone, refusalOf } from "./refusals";
import { OneDroplet, type Droplet } from "./schemas";

const IMAGE = "ubuntu-24-04-x64";
/** A droplet that was promised and cannot be found so long was never placed. */
const VANISHED_MS = 120_000;

type Wanted = Pick<MachineOrder, "name" | "region" | "size"> & { userData: string; tags: readonly string[] };

/** The order of a droplet, to the last field. */
export const orderOfDroplet = ({ name, region, size, userData, tags }: Wanted): PlannedCall => ({
  method: "POST",
  path: "/v2/droplets",
  body: {
    name,
    region,
    size,
    image: IMAGE,
    user_data: userData,
    tags,
    ipv6: false,
    monitoring: false,
    with_droplet_agent: false,
  },
});

type Making = { call: Client; find: DropletFinder; order: MachineOrder; tags: readonly string[]; signal: AbortSignal };

/** Asks for a droplet once. Where the answer does not say whether it was made, it is looked for; it is not asked for again. */
export async function makeDroplet({ call, find, order, tags, signal }: Making): Promise<Droplet[]> {
  const { name, region, size } = order;
  const { askedAt, userData } = await order.noteAsked();
  const wanted = orderOfDroplet({ name, region, size, userData, tags });
  try {
    const made = await call({ ...wanted, schema: OneDroplet, signal });
    return [made.droplet];
  } catch (error) {
    if (!mayHaveBeenDone(error)) throw refusalOf(error);
    const found = await find.settled(name, { vendorId: null, askedAt }, signal);
    if (found.length > 0) return found;
    throw new AppError("unavailable", "DigitalOcean did not say whether it made the machine, and has none of it.", {
      code: "digitalocean.not_made",
      cause: error,
    });
  }
}

type Awaiting = { call: Client; find: DropletFinder; id: number; clock: VendorClock; signal: AbortSignal };

/** Returns when the droplet runs and has an address; 503 `digitalocean.vanished` when it cannot be found for two minutes. */
export async function awaitActive({ call, find, id, clock, signal }: Awaiting): Promise<Droplet> {
  let missingSince: number | null = null;
  for (;;) {
    const listed = (await find.tagged(signal)).find((droplet) => droplet.id === id);
    const droplet = listed ?? (await findDroplet(call, String(id), signal));
    if (droplet?.status === "active" && publicAddress(droplet) !== null) return droplet;
    missingSince = droplet ? null : (missingSince ?? clock.now());
    if (missingSince === null || clock.now() - missingSince <= VANISHED_MS) continue;
    throw new AppError("unavailable", "DigitalOcean promised the machine and took it back.", {
      code: "digitalocean.vanished",
    });
  }
}
