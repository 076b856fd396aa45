import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import type { Payments } from "./port";
import { stripePayments } from "./stripe/provider";

/** Whether plans can be bought here. */
export const takesPayments = (): boolean => env().STRIPE_SECRET_KEY !== undefined;

/** The payment provider of this installation; 422 `billing.off` without one. */
export function selectPayments(): Payments {
  const { STRIPE_SECRET_KEY: apiKey, STRIPE_API_URL: apiUrl } = env();
  const { STRIPE_PRICE_STARTER, STRIPE_PRICE_PRO, STRIPE_PRICE_ENTERPRISE } = env();
  if (apiKey === undefined)
    throw new AppError("impossible", "This installation takes no payments. An administrator sets the plan.", {
      code: "billing.off",
    });
  return stripePayments({
    apiKey,
    apiUrl,
    prices: { starter: STRIPE_PRICE_STARTER, pro: STRIPE_PRICE_PRO, enterprise: STRIPE_PRICE_ENTERPRISE },
  });
}
