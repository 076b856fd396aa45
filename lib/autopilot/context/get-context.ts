import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { assembleCompanyContext } from "./assemble-company-context";
import { CompanyContext, type GetContextQuery } from "./schemas";
import { findSnapshot } from "./store-snapshots";

/** Exactly what a model would be told now, or what the reply that names a hash was written from; 404 once that was swept. */
export async function getContext(
  ctx: WorkspaceCtx,
  { projectId, purpose, budget, snapshot }: GetContextQuery & { projectId: string },
): Promise<CompanyContext> {
  requirePermission(ctx, "chat.read");
  if (snapshot === undefined)
    return CompanyContext.parse(await assembleCompanyContext(ctx, { projectId, purpose, budget }));
  const found = await withReadTransaction(ctx, (tx) => findSnapshot(tx, { projectId, hash: snapshot }));
  if (found) return found;
  throw new AppError("not_found", "This context is not kept any more: contexts of replies are kept for 14 days.", {
    code: "context.snapshot_not_found",
  });
}
