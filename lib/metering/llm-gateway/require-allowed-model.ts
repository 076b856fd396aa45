import { requirePermission } from "@/lib/foundation/access/require-permission";
import { loadOwnPrices } from "@/lib/metering/spending/load-own-prices";
import { ownPriceOf } from "@/lib/metering/spending/prices";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { LanguageModel } from "@/lib/providers/llm/port";
import { same, namesIn } from "./allowed-models";

/** 400 `model.not_allowed`, in OpenAI's shape and with the list, for any other: its price would be the caller's choice. */
export async function requireAllowedModel(ctx: WorkspaceCtx, named: string, model: LanguageModel): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  if (same(named, model.defaultModel)) return;
  const own = await withReadTransaction(ctx, loadOwnPrices);
  if (ownPriceOf({ provider: model.provider, model: named }, own)) return;
  const allowed = namesIn(own, model);
  const message = `The model “${named}” is not allowed here. Allowed: ${allowed.join(", ")}. Name one of these, leave \`model\` out, or ask the administrator to give the model a price.`;
  const error = { message, type: "invalid_request_error", param: "model", code: "model_not_found" };
  throw new AppError("invalid", message, { code: "model.not_allowed", details: { error, allowed_models: allowed } });
}
