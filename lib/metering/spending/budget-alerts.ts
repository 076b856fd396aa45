import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { type TxCtx } from "@/lib/platform/transaction";
import { limitOf } from "./budget";
import { BudgetShareReached } from "./events";
import { MailBudgetAlert } from "./jobs";
import { findBudgetAlert, insertBudgetAlerts, selectPlan, selectSpend } from "./store-budget";

export const THRESHOLDS = [50, 80, 100] as const;

type Use = { month: string; spent: number; limit: number | null };

function title(threshold: number, { spent, limit }: { spent: number; limit: number }): string {
  const money = `$${spent.toFixed(2)} of $${limit.toFixed(2)}`;
  if (threshold < 100) return `${threshold} % of the month's model budget is used: ${money}`;
  // A refused call is the first to say so, often before the last cent is spent.
  return spent < limit
    ? `A model call was refused: the month's budget has no room for it, ${money} is used`
    : `The month's model budget of $${limit.toFixed(2)} is used up`;
}

/** Tells the founders, once a month for each share, when 50, 80 or 100 % of the budget are spent: notification, ledger and mail. */
export async function announceBudgetUse(tx: TxCtx, { month, spent, limit }: Use): Promise<void> {
  if (limit === null) return;
  const reached = THRESHOLDS.filter((threshold) => spent * 100 >= threshold * limit);
  await announce(tx, { month, spent, limit, reached });
}

/** The same, as the month stands now. */
export async function announceBudgetOf(tx: TxCtx, month: string): Promise<void> {
  const limit = limitOf(await selectPlan(tx));
  const { spent } = await selectSpend(tx, month);
  await announceBudgetUse(tx, { month, spent, limit });
}

/** The 402 of a call or cost that the month's limit does not hold. */
export class BudgetExceeded extends AppError {
  constructor(
    readonly month: string,
    { spent, limit }: Omit<Use, "month">,
    /** Whether the founders still have to be told that the budget is used up. */
    readonly isNews: boolean,
  ) {
    super("over_budget", "Budget limit exceeded", {
      code: "budget.exceeded",
      details: { current_spend: spent, limit },
    });
  }
}

/** The error for the transaction that found no room in the budget. */
export async function budgetExceeded(tx: TxCtx, { month, limit }: Omit<Use, "spent">): Promise<AppError> {
  const { spent } = await selectSpend(tx, month);
  const told = await findBudgetAlert(tx, { month, threshold: 100 });
  // A single call larger than what is left says nothing about a budget that is hardly touched.
  return new BudgetExceeded(month, { spent, limit }, told === null && limit !== null && spent * 100 >= 80 * limit);
}

type Announcement = { month: string; spent: number; limit: number; reached: number[] };

export async function announce(tx: TxCtx, { month, spent, limit, reached }: Announcement): Promise<void> {
  if (reached.length === 0) return;
  const fresh = await insertBudgetAlerts(tx, { month, spent, limit, thresholds: reached });
  const highest = Math.max(...fresh);
  if (fresh.length === 0) return;
  const data = { threshold: highest, month, spent_usd: spent, limit_usd: limit };
  await notify(tx, [{ type: "budget.share_reached", title: title(highest, { spent, limit }), data }]);
  await appendEvent(tx, BudgetShareReached, { threshold: highest, month, spentUsd: spent, limitUsd: limit });
  await enqueue(tx, MailBudgetAlert, { workspaceId: tx.workspaceId, month, threshold: highest });
}
