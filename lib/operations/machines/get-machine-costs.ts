import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { MachineCosts } from "./schemas";
import { monthToDateCents } from "./month-to-date";
import { selectBilled } from "./store";
import { PAID } from "./transitions";

/**
 * The machines of this installation at its vendor that are paid for, or were this month, with their cost by list price since the month's
 * first day (UTC) and the caps.
 */
export async function getMachineCosts(ctx: AdminCtx): Promise<MachineCosts> {
  requireAdmin(ctx);
  const { MACHINE_LIMIT, MACHINE_MONTHLY_LIMIT } = env();
  return withServiceTransaction(ctx, async (tx) => {
    const now = tx.now();
    const monthBegan = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
    const machines = (await selectBilled(tx, monthBegan)).map((machine) => ({
      ...machine,
      month_to_date_cents: monthToDateCents(machine, { monthBegan, now }),
    }));
    return {
      machines,
      monthly_cents: sum(machines.filter(({ state }) => PAID.includes(state)).map((one) => one.monthly_cents)),
      month_to_date_cents: sum(machines.map((one) => one.month_to_date_cents)),
      limit: { machines: MACHINE_LIMIT, monthly_cents: MACHINE_MONTHLY_LIMIT * 100 },
    };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
