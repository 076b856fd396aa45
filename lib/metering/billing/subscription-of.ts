import { AppError } from "@/lib/platform/errors";
import type { PaidSubscription } from "@/lib/providers/payments/port";
import { isLive, type Standing } from "./standing";

export const noSubscription = (): AppError =>
  new AppError("conflict", "This workspace has no subscription. Choose a plan first.", {
    code: "billing.no_subscription",
  });

/** The subscription that a change is about; 409 `billing.no_subscription` when none is left. */
export function subscriptionOf(standing: Standing | null): PaidSubscription {
  if (!standing?.subscription || !isLive(standing.subscription)) throw noSubscription();
  return standing.subscription;
}
