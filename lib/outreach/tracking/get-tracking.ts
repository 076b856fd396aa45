import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { readTracking } from "./read-tracking";
import type { TrackingDomain } from "./schemas";

/** The tracking domain as its last check left it, with its newest ten checks; its host is null before one is named. */
export async function getTracking(ctx: WorkspaceCtx): Promise<TrackingDomain> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, readTracking);
}
