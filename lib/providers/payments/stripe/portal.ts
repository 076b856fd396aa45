import type Stripe from "stripe";

const NAME = "greenlight";

/**
 * The configuration of Stripe's portal: payment methods and invoices. Plans are changed here, where the effect is said beforehand. Made once for
 * an account and found again by its mark.
 */
export async function portalConfiguration(stripe: Stripe): Promise<string> {
  const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
  const found = data.find(({ metadata }) => metadata?.made_by === NAME);
  if (found) return found.id;
  const made = await stripe.billingPortal.configurations.create(
    {
      metadata: { made_by: NAME },
      features: {
        payment_method_update: { enabled: true },
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ["email", "name", "address", "tax_id"] },
        subscription_cancel: { enabled: false },
        subscription_update: { enabled: false },
      },
    },
    { idempotencyKey: "greenlight-portal" },
  );
  return made.id;
}
