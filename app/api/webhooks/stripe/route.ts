import { otherMethods } from "@/lib/http/refusal-route";
import { signedRoute } from "@/lib/http/signed-route";
import { receiveNotice } from "@/lib/metering/billing/receive-notice";
import { readStripeWebhook } from "@/lib/providers/payments/stripe/webhook";

/** POST /api/webhooks/stripe, signed by Stripe: rings for the customer that it is about. */
export const POST = signedRoute({
  verify: readStripeWebhook,
  input: {},
  handler: async (ctx) => {
    await receiveNotice(ctx, ctx.payload);
    return { received: true };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
