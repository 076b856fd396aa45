import { requirePermission } from "@/lib/foundation/access/require-permission";
import { loadOwnPrices } from "@/lib/metering/spending/load-own-prices";
import { ANY_OTHER_MODEL } from "@/lib/metering/spending/schemas";
import { ownPriceOf } from "@/lib/metering/spending/prices";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { LanguageModel } from "@/lib/providers/llm/port";

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const namesIn = (prices: ReadonlyMap<string, unknown>, { defaultModel }: LanguageModel): string[] => [
  defaultModel,
  ...[...prices.keys()].filter((name) => name !== ANY_OTHER_MODEL && !same(name, defaultModel)),
];

/** The models that calls may name: the configured one, and those that the operator gave a price. */
export async function listAllowedModels(ctx: WorkspaceCtx, model: LanguageModel): Promise<string[]> {
  requirePermission(ctx, "ingestion.write");
  return namesIn(await withReadTransaction(ctx, loadOwnPrices), model);
}

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
