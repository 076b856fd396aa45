import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { AppError } from "@/lib/platform/errors";
import { type TxCtx } from "@/lib/platform/transaction";
import { UnpricedModelUsed } from "./events";
import { markUnpricedTold, selectSpend } from "./store-budget";

export const count = (calls: number): string => calls.toLocaleString("en");

/** Warns the founders, once a month, that calls are made whose price is not known: notification and ledger. */
export async function announceUnpricedUse(
  tx: TxCtx,
  { month, model }: { month: string; model: string },
): Promise<void> {
  if (!(await markUnpricedTold(tx, { month, about: "unpriced_warned_at" }))) return;
  const title = `The price of the model ${model.slice(0, 80)} is not known: its calls count as $0 and are limited by number`;
  await notify(tx, [{ type: "budget.unpriced_model", title, data: { model, month } }]);
  await appendEvent(tx, UnpricedModelUsed, { month, model });
}

/** The 402 of a call without a known price, when the month's number of such calls is used up. */
export class UnpricedCallsExceeded extends AppError {
  constructor(
    readonly month: string,
    readonly limit: number,
    { used, spent, budget }: { used: number; spent: number; budget: number | null },
  ) {
    super(
      "over_budget",
      `This month's ${count(limit)} calls of models without a known price are used up. Such calls cost $0 in the budget, so they are limited by number. Ask the administrator to set the model's price, or choose a model with a known one.`,
      {
        code: "budget.unpriced_calls_exceeded",
        details: { current_spend: spent, limit: budget, unpriced_calls: used, unpriced_limit: limit },
      },
    );
  }
}

/** The error for the transaction that found no room for a call without a known price. */
export async function unpricedCallsExceeded(
  tx: TxCtx,
  { month, limit, budget }: { month: string; limit: number; budget: number | null },
): Promise<AppError> {
  const { spent, unpriced } = await selectSpend(tx, month);
  return new UnpricedCallsExceeded(month, limit, { used: unpriced, spent, budget });
}
