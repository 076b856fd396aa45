import Stripe from "stripe";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import type { PaymentNotice } from "../port";

const TOLERANCE_SECONDS = 300;

/** An event's object is the customer, or names it. */
const Event = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  data: z.object({
    object: z.object({
      id: z.string().nullish(),
      object: z.string().nullish(),
      customer: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
    }),
  }),
});

function customerOf({ object: { object, id, customer } }: z.infer<typeof Event>["data"]): string | null {
  if (object === "customer") return id ?? null;
  return typeof customer === "string" ? customer : (customer?.id ?? null);
}

function verified(body: string, signature: string, secrets: readonly string[]): unknown {
  let cause: unknown;
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
    } catch (error) {
      cause = error;
    }
  }
  throw new AppError(
    "unauthenticated",
    "The signature does not fit this body, or the message is older than five minutes. Send it signed with this endpoint's signing secret.",
    { code: "signature.invalid", cause },
  );
}

/**
 * A message of Stripe's, as a bell: its id, its type and the customer it is about. 401 unless one of the signing secrets fits the bytes and the
 * signature is at most five minutes old, 404 where no secret is configured.
 */
export function readStripeWebhook(body: string, headers: Headers): PaymentNotice {
  const { STRIPE_WEBHOOK_SECRET: secrets } = env();
  if (!secrets?.length)
    throw new AppError("not_found", "No webhook of Stripe's is expected here: STRIPE_WEBHOOK_SECRET is not set.", {
      code: "stripe_webhook.off",
    });
  const { id, type, data } = Event.parse(verified(body, headers.get("stripe-signature") ?? "", secrets));
  return { id, type, customerId: customerOf(data) };
}
