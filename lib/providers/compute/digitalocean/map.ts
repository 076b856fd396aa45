import type { MachineOffer, MachineStatus, VendorMachine } from "../port";
import type { Droplet, Region, Size } from "./schemas";

/** n8n with its runner and a sidecar needs 1.2 GB when it starts. */
const LEAST_MEMORY_MB = 2048;

export const publicAddress = ({ networks }: Droplet): string | null =>
  networks.v4?.find(({ type, ip_address }) => type === "public" && ip_address)?.ip_address ?? null;

export const toMachine = (droplet: Droplet): VendorMachine => ({
  vendorId: String(droplet.id),
  name: droplet.name,
  createdAt: new Date(droplet.created_at),
  address: publicAddress(droplet),
});

const STATUSES: Record<string, MachineStatus> = { active: "active", off: "off", archive: "off" };

export const toStatus = (droplet: Droplet | undefined): MachineStatus =>
  droplet ? (STATUSES[droplet.status] ?? "unknown") : "absent";

/** The oldest first; of the same second, the one with the lower id. */
export const byAge = (a: Droplet, b: Droplet): number =>
  Date.parse(a.created_at) - Date.parse(b.created_at) || a.id - b.id;

export function toOffers(sizes: readonly Size[], regions: readonly Region[]): MachineOffer[] {
  const names = new Map(regions.filter(({ available }) => available).map(({ slug, name }) => [slug, name]));
  return sizes
    .filter(({ available, memory }) => available && memory >= LEAST_MEMORY_MB)
    .map((size) => ({
      size: size.slug,
      memoryMb: size.memory,
      cpus: size.vcpus,
      diskGb: size.disk,
      monthlyCents: Math.round(size.price_monthly * 100),
      hourlyMicros: Math.round(size.price_hourly * 1_000_000),
      regions: size.regions.flatMap((region) => {
        const name = names.get(region);
        return name === undefined ? [] : [{ region, name }];
      }),
    }))
    .filter((offer) => offer.regions.length > 0)
    .toSorted((a, b) => a.monthlyCents - b.monthlyCents || a.size.localeCompare(b.size));
}
