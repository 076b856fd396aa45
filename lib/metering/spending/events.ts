import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const BudgetShareReached = defineEvent(
  "budget.share_reached",
  z.object({ threshold: z.number().int(), month: z.string(), spentUsd: z.number(), limitUsd: z.number() }),
  ({ threshold, spentUsd, limitUsd }) =>
    `${threshold} % of the month's model budget are used: $${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)}.`,
);
