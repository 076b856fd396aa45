import { requirePermission } from "@/lib/foundation/access/require-permission";
import { loadOwnPrices } from "@/lib/metering/spending/load-own-prices";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { LanguageModel } from "@/lib/providers/llm/port";
import { namesIn } from "./allowed-models";

/** The models that calls may name: the configured one, and those that the operator gave a price. */
export async function listAllowedModels(ctx: WorkspaceCtx, model: LanguageModel): Promise<string[]> {
  requirePermission(ctx, "ingestion.write");
  return namesIn(await withReadTransaction(ctx, loadOwnPrices), model);
}
