import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { MachineOffer, PlannedCall } from "@/lib/providers/compute/port";
import { findVendor, type Vendor } from "./find-vendor";
import { requireImages, requireOffer, requireRoom, type MachineWish } from "./requirements";
import type { Machine } from "./schemas";
import { findLive } from "./store";

export type MachinePlan = {
  /** The machine that the workspace has already: a launch orders no other. */
  existing: Pick<Machine, "name" | "state" | "region" | "size"> | null;
  /** The machine that a launch would order. Prices are the vendor's list prices; `hourly_micros` are millionths of a dollar. */
  machine:
    | (MachineWish & {
        memory_mb: number;
        cpus: number;
        disk_gb: number;
        monthly_cents: number;
        hourly_micros: number;
      })
    | null;
  /** The vendor would be asked for these, in their order. A name that ends with `-…` gets the order's own number. */
  calls: PlannedCall[];
  /** The reasons for which a launch would be refused now. */
  refusals: { code: string; message: string }[];
};

const PATIENCE_MS = 20_000;
const SCRIPT = "(the script of the first start, with a token that counts once)";

/**
 * The machine that a launch would order at the vendor now, its price and the calls. Of the vendor it only reads, and nothing is ordered or kept.
 * 422 `compute.unavailable` where this installation makes no machines; 503 when the vendor does not answer within 20 seconds.
 */
export async function planMachine(ctx: WorkspaceCtx, wish: MachineWish | null): Promise<MachinePlan> {
  requirePermission(ctx, "onboarding.read");
  const { requestId, db, now, workspaceId } = ctx;
  const base = { requestId, db, now };
  const vendor = await findVendor(base);
  if (!vendor) throw new AppError("impossible", "No machine vendor is configured.", { code: "compute.unavailable" });
  const live = await withServiceTransaction(base, (tx) => findLive(tx, workspaceId));
  if (live) {
    const { name, state, region, size } = live;
    return { existing: { name, state, region, size }, machine: null, calls: [], refusals: [] };
  }
  if (wish === null) return { existing: null, machine: null, calls: [], refusals: [NOT_CHOSEN] };
  return draw(base, { vendor, workspaceId, wish });
}

type Drawing = { vendor: Vendor; workspaceId: string; wish: MachineWish };

async function draw(ctx: SystemCtx, { vendor, workspaceId, wish }: Drawing): Promise<MachinePlan> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const refusals: MachinePlan["refusals"] = [];
  const noting = async <T>(check: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== "impossible") throw error;
      refusals.push({ code: error.code, message: error.message });
      return null;
    }
  };
  await noting(requireImages);
  const offers = await answered(vendor.listOffers(signal), signal);
  const offer = await noting(() => requireOffer(offers, wish));
  if (offer === null) return { existing: null, machine: null, calls: [], refusals };
  await noting(() => withServiceTransaction(ctx, (tx) => requireRoom(tx, offer)));
  const idea = { ...wish, workspaceId, name: `gl-${vendor.installation}-…`, userData: SCRIPT };
  const calls = await answered(vendor.planMachine(idea, signal), signal);
  return { existing: null, machine: pricedAs(wish, offer), calls, refusals };
}

const pricedAs = (wish: MachineWish, offer: MachineOffer): MachinePlan["machine"] => ({
  ...wish,
  memory_mb: offer.memoryMb,
  cpus: offer.cpus,
  disk_gb: offer.diskGb,
  monthly_cents: offer.monthlyCents,
  hourly_micros: offer.hourlyMicros,
});

async function answered<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new AppError("unavailable", "The vendor of machines did not answer. Try again shortly.", {
      code: "compute.no_answer",
      cause,
    });
  }
}

const NOT_CHOSEN = {
  code: "machine.not_chosen",
  message: "Choose the region and the size of the machine in the onboarding.",
};
