import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const VisitorBecameLead = defineEvent(
  "analytics.lead",
  z.object({ eventId: z.string(), name: z.string(), url: z.string().nullable() }),
  ({ name, url }) => `A visitor of the website became a ${name}${url ? ` on ${url}` : ""}.`,
);

const PAYMENT_VERB: Record<string, string> = {
  "payment.succeeded": "was received",
  "payment.failed": "failed",
  "payment.refunded": "was refunded",
};

/** Yen have no hundredths, and dinars have thousandths. */
function formatMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
}

export const PaymentReported = defineEvent(
  "payment.reported",
  z.object({
    eventId: z.string(),
    type: z.string(),
    amountCents: z.number().int().nullable(),
    currency: z.string().nullable(),
  }),
  ({ type, amountCents, currency }) => {
    const money = amountCents === null || currency === null ? null : formatMoney(amountCents, currency);
    const verb = PAYMENT_VERB[type];
    if (verb && money) return `A payment of ${money} ${verb}.`;
    return `${type.replace(/[._]/g, " ")}${money ? ` (${money})` : ""}`.replace(/^./, (letter) => letter.toUpperCase());
  },
);
