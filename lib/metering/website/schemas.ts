import { z } from "zod";
import { EventTime, given, isGiven, name, text } from "@/lib/metering/events/schemas";

/** One event, or up to 1,000; each of a batch is judged by itself. */
export const ProjectEventsBody = z
  .unknown()
  .refine(
    (body) => !Array.isArray(body) || body.length <= 1000,
    "A batch may hold at most 1,000 events. Send it in parts.",
  );

const EventId = name(200);

/** One thing a visitor did, as POST …/analytics/events takes it. */
export const AnalyticsEvent = z
  .object(
    {
      event_id: EventId,
      name: name(100)
        .regex(/^[\w.:-]+$/, "may hold letters, digits, _ . : and - only")
        .refine(
          (event) => !/^(payment|subscription)\./i.test(event),
          "may not begin with payment. or subscription.: report those to payments/events, with the secret key",
        ),
      occurred_at: given(EventTime),
      visitor_id: given(text(100)),
      url: given(text(2_000)),
      referrer: given(text(2_000)),
      properties: given(z.record(z.string(), z.unknown(), "must be an object")),
    },
    "An event must be a JSON object.",
  )
  .meta({ id: "AnalyticsEvent" });
export type AnalyticsEvent = z.infer<typeof AnalyticsEvent>;

const PAYMENT_TYPES = "payment.succeeded, payment.failed, payment.refunded or subscription.<what>";

/** One thing that happened to money, as POST …/payments/events takes it. Amounts are whole cents of the currency's smallest unit. */
export const PaymentEvent = z
  .object(
    {
      event_id: EventId,
      type: name(60).regex(
        /^(payment\.(succeeded|failed|refunded)|subscription\.[a-z_]{1,40})$/,
        `must be ${PAYMENT_TYPES}`,
      ),
      amount_cents: given(
        z
          .number("must be a number")
          .min(0, "may not be negative")
          .max(100_000_000_000, "is more than one payment can be")
          .int("must be whole cents"),
      ),
      currency: given(
        z
          .string("must be text")
          .trim()
          .toUpperCase()
          .regex(/^[A-Z]{3}$/, "must be a three-letter code like EUR"),
      ),
      occurred_at: given(EventTime),
      customer: given(text(254)),
      metadata: given(z.record(z.string(), z.unknown(), "must be an object")),
    },
    "An event must be a JSON object.",
  )
  .refine(({ type, amount_cents }) => !type.startsWith("payment.") || isGiven(amount_cents), {
    path: ["amount_cents"],
    message: "is required",
  })
  .refine(({ amount_cents, currency }) => isGiven(amount_cents) === isGiven(currency), {
    path: ["currency"],
    message: "is required with an amount, and only then",
  })
  .meta({ id: "PaymentEvent" });
export type PaymentEvent = z.infer<typeof PaymentEvent>;
