import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import type { MachineOffer } from "@/lib/providers/compute/port";
import { findVendor, type Vendor } from "./find-vendor";

const FRESH_MS = 10 * 60_000;
const PATIENCE_MS = 5_000;
const kept = new WeakMap<Vendor, { at: number; offers: MachineOffer[] }>();

/**
 * The machines that this workspace can have, with the vendor's list prices of the last ten minutes. `none`: this installation makes none;
 * `unknown`: the vendor did not answer within five seconds.
 */
export async function findOffers(ctx: WorkspaceCtx): Promise<MachineOffer[] | "none" | "unknown"> {
  requirePermission(ctx, "onboarding.read");
  const { requestId, db, now } = ctx;
  const vendor = await findVendor({ requestId, db, now });
  if (!vendor) return "none";
  const known = kept.get(vendor);
  if (known && now().getTime() - known.at < FRESH_MS) return known.offers;
  try {
    const offers = await vendor.listOffers(AbortSignal.timeout(PATIENCE_MS));
    kept.set(vendor, { at: now().getTime(), offers });
    return offers;
  } catch (error) {
    log().warn({ err: error }, "the machine vendor did not tell its prices");
    return known?.offers ?? "unknown";
  }
}
