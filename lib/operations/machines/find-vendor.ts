import { setTimeout as wait } from "node:timers/promises";
import type { SystemCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { newSecret } from "@/lib/platform/ids";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import type { MachineVendor, VendorClock } from "@/lib/providers/compute/port";
import { makesMachines, machineVendor } from "@/lib/providers/compute/select";
import { sharedPace } from "./shared-pace";
import { getAccount } from "./store-accounts";

const CLOCK: VendorClock = {
  now: () => Date.now(),
  wait: async (milliseconds, signal) => void (await wait(milliseconds, undefined, { signal })),
};

export type Vendor = MachineVendor & {
  installation: string;
  /** Whether this installation has moved since the account was made, or is a copy of the one that made it. */
  isElsewhere: boolean;
};
const vendors = new WeakMap<SystemCtx["db"], Promise<Vendor>>();

/**
 * The vendor that makes machines for this installation; null where none is configured. A process has one, so that its callers share their
 * polls; `clock` is for tests.
 */
export async function findVendor({ requestId, db }: SystemCtx, clock = CLOCK): Promise<Vendor | null> {
  // No permission: it reads the installation's own settings.
  // No event: the account at a vendor belongs to no company.
  if (!makesMachines()) return null;
  const known = vendors.get(db);
  if (known) return known;
  const base: SystemCtx = { requestId, db, now: () => new Date(clock.now()) };
  const made = openVendor(base, clock);
  vendors.set(db, made);
  made.catch(() => vendors.delete(db));
  return made;
}

async function openVendor(ctx: SystemCtx, clock: VendorClock): Promise<Vendor> {
  const transact = <T>(run: (tx: ServiceTx) => Promise<T>): Promise<T> => withServiceTransaction(ctx, run);
  const fresh = { installation: newSecret().slice(0, 8), appUrl: appUrl() };
  const account = await transact((tx) => getAccount(tx, fresh));
  const { installation } = account;
  const vendor = machineVendor({ installation, pace: sharedPace(transact, clock) }, clock);
  return { ...vendor, installation, isElsewhere: account.appUrl !== appUrl() };
}
