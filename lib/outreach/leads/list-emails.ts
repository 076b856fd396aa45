import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { selectEmails } from "./store-lead";

/** The addresses of these leads, in alphabetical order; leads that are gone are passed over. */
export async function listEmails(ctx: WorkspaceCtx, { leadIds }: { leadIds: readonly string[] }): Promise<string[]> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, (tx) => selectEmails(tx, leadIds));
}
