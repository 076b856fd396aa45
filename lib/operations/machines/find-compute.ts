import type { SystemCtx } from "@/lib/platform/ctx";
import type { ComputeProvider } from "@/lib/providers/compute/port";
import { computeOf } from "@/lib/providers/compute/select";
import { findVendor } from "./find-vendor";

/** The vendor of a machine that exists, by the name that its row keeps; null when this installation does not reach that vendor. */
export async function findCompute(ctx: SystemCtx, provider: string): Promise<ComputeProvider | null> {
  // No permission: it reads the installation's own settings.
  return provider === "digitalocean" ? findVendor(ctx) : computeOf(provider);
}
