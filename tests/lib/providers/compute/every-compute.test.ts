import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digitalOcean } from "@/lib/providers/compute/digitalocean/provider";
import { localCompute } from "@/lib/providers/compute/local/provider";
import type { MachineOrder, OrderTrace } from "@/lib/providers/compute/port";
import { DIGITALOCEAN_TOKEN, fakeDigitalOcean, type Moods } from "../../../fakes/digitalocean";
import { steadyPort } from "@/scripts/runtime/ports";
import type { Fullness } from "../../../support/vendor-contract";
import { hurriedClock, memoryPace } from "../../../support/virtual-clock";
import { computeContract, type ComputeTarget } from "./compute-contract";

/** DigitalOcean's adapter before a server whose every answer is made of DigitalOcean's own description, and which judges each request by it. */
async function atDigitalOcean(fullness: Fullness, moods: () => Moods = () => ({})): Promise<ComputeTarget> {
  const clock = hurriedClock();
  const fake = await fakeDigitalOcean({ now: () => clock.now(), fullness });
  const account = { installation: "0a1b2c3d", pace: memoryPace(clock) };
  let orders = 0;
  const order = (): MachineOrder => {
    orders += 1;
    Object.assign(fake.moods, moods());
    const kept = {
      name: `gl-0a1b2c3d-${String(orders).padStart(32, "1")}`,
      region: "fra1",
      size: "s-1vcpu-2gb",
      trace: { vendorId: null, askedAt: null } as OrderTrace,
      noteAsked: async () => {
        const askedAt = new Date(clock.now());
        kept.trace = { vendorId: null, askedAt };
        return { askedAt, userData: "#cloud-config\n" };
      },
      noteMade: async ({ vendorId }: { vendorId: string }) => {
        kept.trace = { ...kept.trace, vendorId };
      },
    };
    return kept;
  };
  return {
    compute: digitalOcean({ ...account, token: DIGITALOCEAN_TOKEN, url: fake.url, clock }),
    order,
    afterwards: "absent",
    close: async () => {
      fake.forget();
      await fake.close();
    },
  };
}

/** The machine of `npm start`, while none runs. */
async function onThisMachine(): Promise<ComputeTarget> {
  const home = await mkdtemp(join(tmpdir(), "greenlight-compute-"));
  const sidecarUrl = `http://127.0.0.1:${await steadyPort()}`;
  return {
    compute: localCompute({ address: "127.0.0.1", sidecarUrl, webhookUrl: "http://127.0.0.1:1", home }),
    afterwards: "unknown",
    close: () => rm(home, { recursive: true, force: true }),
  };
}

computeContract("DigitalOcean, with the fields that it promises", () => atDigitalOcean("bare"));
computeContract("DigitalOcean, with every field that it describes", () => atDigitalOcean("full"));
computeContract("DigitalOcean on a bad day", () =>
  atDigitalOcean("bare", () => ({ failsAfterwards: 1, listLag: 3, unknownAtFirst: 2, lockedFor: 2 })),
);
computeContract("the machine of npm start", onThisMachine);
