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
      event_id: EventId.meta({ description: "Your own id. The same id is stored once." }),
      name: name(100)
        .regex(/^[\w.:-]+$/, "may hold letters, digits, _ . : and - only")
        .refine(
          (event) => !/^(payment|subscription)\./i.test(event),
          "may not begin with payment. or subscription.: report those to payments/events, with the secret key",
        )
        .meta({ description: "`pageview`, `lead` and `signup` are counted; any other name is kept." }),
      occurred_at: given(EventTime).meta({
        description:
          "When it happened; by default now. Leave it out in a browser: the clock of a visitor may be wrong.",
      }),
      visitor_id: given(text(100)).meta({
        description: "The same for all events of one visitor. No email address and no name.",
      }),
      url: given(text(2_000)).meta({ description: "The page." }),
      referrer: given(text(2_000)).meta({ description: "The page that the visitor came from." }),
      properties: given(z.record(z.string(), z.unknown(), "must be an object")).meta({
        description: "Any other data to keep.",
      }),
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
      event_id: EventId.meta({ description: "Your own id. The same id is stored once." }),
      type: name(60)
        .regex(/^(payment\.(succeeded|failed|refunded)|subscription\.[a-z_]{1,40})$/, `must be ${PAYMENT_TYPES}`)
        .meta({ description: "`payment.succeeded`, `payment.failed`, `payment.refunded` or `subscription.<what>`." }),
      amount_cents: given(
        z
          .number("must be a number")
          .min(0, "may not be negative")
          .max(100_000_000_000, "is more than one payment can be")
          .int("must be whole cents"),
      ).meta({
        description:
          "Whole cents, or the smallest unit of the currency: 4900 is 49.00 EUR or 4900 JPY. Required for payments.",
      }),
      currency: given(
        z
          .string("must be text")
          .trim()
          .toUpperCase()
          .regex(/^[A-Z]{3}$/, "must be a three-letter code like EUR"),
      ).meta({ description: "ISO 4217 code of three letters; required with an amount." }),
      occurred_at: given(EventTime).meta({ description: "When it happened; by default now." }),
      customer: given(text(254)).meta({ description: "The customer, in your words." }),
      metadata: given(z.record(z.string(), z.unknown(), "must be an object")).meta({
        description: "Any other data to keep.",
      }),
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
