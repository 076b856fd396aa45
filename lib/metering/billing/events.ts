import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

const limitWords = (limitUsd: number | null): string =>
  limitUsd === null ? "models may cost any amount" : `models may cost $${limitUsd} a month`;

export const PlanChanged = defineEvent(
  "billing.plan_changed",
  z.object({ from: z.string(), to: z.string(), limitUsd: z.number().nullable() }),
  ({ from, to, limitUsd }) => `The plan changed from ${from} to ${to}: ${limitWords(limitUsd)}.`,
);

const SENTENCES: Record<string, string> = {
  incomplete: "The first payment is not complete yet.",
  incomplete_expired: "The first payment was not completed in time: the subscription ended.",
  trialing: "The trial began.",
  active: "The subscription is active.",
  past_due: "A payment failed. The plan stays as it is for 14 days.",
  unpaid: "The payment stayed open: the paid plan ended.",
  canceled: "The subscription ended.",
  paused: "The trial ended without a payment method: the paid plan is paused.",
};

export const SubscriptionChanged = announce(
  defineEvent(
    "billing.subscription_changed",
    z.object({ from: z.string().nullable(), to: z.string() }),
    ({ to }) => SENTENCES[to] ?? `The subscription is now ${to}.`,
  ),
);

export const SubscriptionPaid = announce(
  defineEvent(
    "billing.subscription_paid",
    z.object({ plan: z.string() }),
    ({ plan }) => `The plan ${plan} was paid for the first time.`,
  ),
);

export const CheckoutOpened = defineEvent(
  "billing.checkout_opened",
  z.object({ plan: z.string() }),
  ({ plan }) => `The checkout for the plan ${plan} was opened.`,
);

export const PlanChosen = defineEvent(
  "billing.plan_chosen",
  z.object({ from: z.string(), to: z.string(), at: z.string() }),
  ({ from, to, at }) => `A change from ${from} to ${to} was ordered, in force from ${at.slice(0, 10)}.`,
);

export const CancellationSet = defineEvent(
  "billing.cancellation_set",
  z.object({ cancel: z.boolean() }),
  ({ cancel }) =>
    cancel
      ? "The subscription was cancelled: it ends with the period that is paid."
      : "The cancellation was taken back.",
);

export const SubscriptionResumed = defineEvent(
  "billing.subscription_resumed",
  z.object({}),
  () => "The paused subscription was resumed.",
);
