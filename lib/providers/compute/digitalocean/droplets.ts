import { z } from "zod";
import { isStatus, type Client } from "./client";
import { Droplets, OneDroplet, type Droplet } from "./schemas";

/** Every droplet that the filter of DigitalOcean's list lets through: `tag_name` or `name`. */
export async function listDroplets(
  call: Client,
  filter: { tag_name: string } | { name: string },
  signal: AbortSignal,
): Promise<Droplet[]> {
  const all: Droplet[] = [];
  for (let page = 1; ; page += 1) {
    const query = { ...filter, per_page: "200", page: String(page) };
    const { droplets, links } = await call({ path: "/v2/droplets", query, schema: Droplets, signal });
    all.push(...droplets);
    if (!links?.pages?.next) return all;
  }
}

export async function findDroplet(call: Client, id: string, signal: AbortSignal): Promise<Droplet | null> {
  try {
    return (await call({ path: `/v2/droplets/${id}`, schema: OneDroplet, signal })).droplet;
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

type Removal = { id: string; wait: () => Promise<void>; signal: AbortSignal };

/** Deletes a droplet, once nothing works on it any more, and returns when DigitalOcean does not know it. */
export async function removeDroplet(call: Client, { id, wait, signal }: Removal): Promise<void> {
  for (;;) {
    const droplet = await findDroplet(call, id, signal);
    if (!droplet) return;
    if (!droplet.locked) await tryToDelete(call, id, signal);
    await wait();
  }
}

async function tryToDelete(call: Client, id: string, signal: AbortSignal): Promise<void> {
  try {
    await call({ method: "DELETE", path: `/v2/droplets/${id}`, schema: z.unknown(), signal });
  } catch (error) {
    // 409, 422, 423: an action began meanwhile. 404: it is gone already.
    if (!isStatus(error, 404, 409, 422, 423)) throw error;
  }
}
