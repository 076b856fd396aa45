import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const BudgetShareReached = defineEvent(
  "budget.share_reached",
  z.object({ threshold: z.number().int(), month: z.string(), spentUsd: z.number(), limitUsd: z.number() }),
  ({ threshold, spentUsd, limitUsd }) =>
    `${threshold} % of the month's model budget are used: $${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)}.`,
);

export const UnpricedModelUsed = defineEvent(
  "budget.unpriced_model_used",
  z.object({ month: z.string(), model: z.string() }),
  ({ model }) =>
    `The model ${model} was called, whose price is not known: its calls count as $0 and are limited by number this month.`,
);

export const UnpricedCallRefused = defineEvent(
  "budget.unpriced_calls_used_up",
  z.object({ month: z.string(), limit: z.number().int() }),
  ({ limit }) =>
    `A model call was refused: this month's ${limit.toLocaleString("en")} calls without a known price are used up.`,
);

export const PlanSet = defineEvent(
  "budget.plan_set",
  z.object({ from: z.string(), to: z.string(), limitUsd: z.number().nullable() }),
  ({ from, to, limitUsd }) =>
    `An administrator changed the plan from ${from} to ${to}: ${limitUsd === null ? "models may cost any amount" : `models may cost $${limitUsd} a month`}.`,
);
