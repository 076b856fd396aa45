import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Integration, IntegrationRef } from "./schemas";
import { findIntegration } from "./store";

/** One integration of a company as it may be shown; `integration.not_found` when it connected none. */
export async function getIntegration(ctx: WorkspaceCtx, ref: IntegrationRef): Promise<Integration> {
  requirePermission(ctx, "integrations.read");
  const found = await withReadTransaction(ctx, (tx) => findIntegration(tx, ref));
  if (!found) throw integrationNotFound(ref);
  return found;
}

export const integrationNotFound = ({ provider }: IntegrationRef): AppError =>
  new AppError("not_found", `This company has not connected ${provider}. Connect it with PUT and its config.`, {
    code: "integration.not_found",
  });
