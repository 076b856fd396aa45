import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { MachineOffer } from "@/lib/providers/compute/port";
import type { MachineImages } from "./render-cloud-init";
import { sumPaid } from "./store";

export type MachineWish = { region: string; size: string };

/** 422 `machine.size` when the size cannot be had there now. */
export function requireOffer(offers: readonly MachineOffer[], { region, size }: MachineWish): MachineOffer {
  const offer = offers.find((one) => one.size === size && one.regions.some((place) => place.region === region));
  if (offer) return offer;
  throw new AppError("impossible", `The size ${size} cannot be had in ${region} now. Choose another one.`, {
    code: "machine.size",
  });
}

/** The caps of this installation, in the transaction of the order; 422 `machine.limit`. */
export async function requireRoom(tx: ServiceTx, offer: MachineOffer): Promise<void> {
  const { MACHINE_LIMIT, MACHINE_MONTHLY_LIMIT } = env();
  const paid = await sumPaid(tx);
  if (paid.machines + 1 > MACHINE_LIMIT) {
    throw limit(`This installation runs ${paid.machines} machines, and may run ${MACHINE_LIMIT}`);
  }
  const dollars = (paid.monthlyCents + offer.monthlyCents) / 100;
  if (dollars > MACHINE_MONTHLY_LIMIT) {
    throw limit(
      `With this machine the machines would cost $${dollars} a month, and may cost $${MACHINE_MONTHLY_LIMIT}`,
    );
  }
}

/** 422 `machine.no_images` while this installation cannot set a machine up. */
export function requireImages(): MachineImages {
  const { MACHINE_IMAGES, SIDECAR_SIGNING_KEY } = env();
  if (MACHINE_IMAGES && SIDECAR_SIGNING_KEY) return MACHINE_IMAGES;
  throw new AppError(
    "impossible",
    "Machines need MACHINE_IMAGES and SIDECAR_SIGNING_KEY: an administrator sets them.",
    {
      code: "machine.no_images",
    },
  );
}

const limit = (words: string): AppError =>
  new AppError("impossible", `${words}. An administrator can raise the limit.`, { code: "machine.limit" });
