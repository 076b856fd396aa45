import { generateKeyPairSync } from "node:crypto";
import { provisionMachine } from "@/lib/operations/machines/provision-machine";
import { findVendor, type Vendor } from "@/lib/operations/machines/find-vendor";
import type { SystemCtx } from "@/lib/platform/ctx";
import type { Instance } from "@/lib/providers/compute/port";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { DIGITALOCEAN_TOKEN, fakeDigitalOcean, type FakeDigitalOcean } from "../../../fakes/digitalocean";
import { hurriedClock } from "../../../support/virtual-clock";

const IMAGE = `registry.example/image@sha256:${"a".repeat(64)}`;
export const WISH = { region: "fra1", size: "s-1vcpu-2gb" };

type Row = { id: string; name: string; state: string; vendor_id: string | null; asks: number };

export type MachineWorld = TestWorld & {
  fake: FakeDigitalOcean;
  clock: ReturnType<typeof hurriedClock>;
  vendor(): Promise<Vendor>;
  /** A sweep's or a job's context at the clock's time. */
  job(): SystemCtx & { signal: AbortSignal };
  order(company: Company): Promise<Instance>;
  rows(company: Company): Promise<Row[]>;
  reset(): Promise<void>;
};

/** An installation with an account at a DigitalOcean in memory, whose clock waiting moves. */
export async function createMachineWorld(environment: Record<string, string> = {}): Promise<MachineWorld> {
  const clock = hurriedClock();
  const fake = await fakeDigitalOcean({ now: () => clock.now() });
  const world = await createTestWorld({
    LOCAL_MODE: "false",
    DIGITALOCEAN_API_TOKEN: DIGITALOCEAN_TOKEN,
    DIGITALOCEAN_API_URL: fake.url,
    APP_URL: "https://greenlight.example",
    MACHINE_IMAGES: JSON.stringify({ n8n: IMAGE, sidecar: IMAGE, caddy: IMAGE }),
    LOCAL_SIDECAR_URL: "http://127.0.0.1:1",
    SIDECAR_SIGNING_KEY: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    ...environment,
  });
  const at = () => ({ now: () => new Date(clock.now()) });
  const vendor = async (): Promise<Vendor> => {
    const found = await findVendor(world.system(), clock);
    if (!found) throw new Error("no vendor is configured");
    return found;
  };
  await vendor();
  return {
    ...world,
    fake,
    clock,
    vendor,
    job: () => ({ ...world.system(), ...at(), signal: new AbortController().signal }),
    order: ({ job }) => provisionMachine({ ...job, ...at() }, WISH),
    rows: async ({ workspaceId }) =>
      (
        await world.admin.query<Row>(
          "select id, name, state, vendor_id, asks from genesis.machines where workspace_id = $1 order by ordered_at, name",
          [workspaceId],
        )
      ).rows,
    reset: async () => {
      await world.admin.query("truncate genesis.machines");
      await world.admin.query("update genesis.compute_accounts set strays = '{}'");
      fake.forget();
    },
    close: async () => {
      await world.close();
      await fake.close();
    },
  };
}
