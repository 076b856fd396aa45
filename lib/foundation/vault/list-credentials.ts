import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Credential } from "./schemas";
import { selectCredentials } from "./store";

/** The workspace's credentials as they may be shown, at most 200; secrets stay sealed. */
export async function listCredentials(ctx: WorkspaceCtx): Promise<Credential[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, selectCredentials);
}
