import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findSentEmail } from "./store-clicks";

/** The email that a link stands in, as it was handed out; null for one that is not there. */
export const lookUpClaim = (
  ctx: SystemCtx,
  claimId: string,
): Promise<{ workspaceId: string; text: string | null; claimedAt: Date } | null> =>
  withServiceTransaction(ctx, (tx) => findSentEmail(tx, claimId));
