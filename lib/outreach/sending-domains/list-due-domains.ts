import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { callDomainsToCheck } from "./store";

/** The domains of a workspace that are due for a check: by their schedule, or because a mailbox was saved that sends from them. */
export async function listDueDomains(ctx: WorkspaceCtx): Promise<string[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, callDomainsToCheck);
}
