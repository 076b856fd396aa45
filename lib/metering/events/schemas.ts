import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";

export const EventType = z.enum([
  "sent",
  "delivered",
  "bounced",
  "replied",
  "opt_out",
  "opened",
  "clicked",
  "complained",
]);
export type EventType = z.infer<typeof EventType>;

/** A field that a workflow leaves empty arrives as null; both mean "not given". */
export const given = <T extends z.ZodType>(schema: T) => schema.nullish();
export const isGiven = <T>(value: T): value is NonNullable<T> => value !== undefined && value !== null;

export const text = (max: number) =>
  z.string("must be text").max(max, `may have at most ${max.toLocaleString("en")} characters`);
const required = { error: ({ input }: { input?: unknown }) => (input === undefined ? "is required" : "must be text") };
export const uuid = z.uuid("must be a uuid").toLowerCase();

const EARLIEST = Date.UTC(2000, 0, 1);
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/**
 * Times of machines whose clocks are a little wrong are taken; times nobody can have meant are not. Written in UTC: Postgres does not
 * know every offset and every length of a fraction that ISO 8601 allows.
 */
export const EventTime = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone, like 2026-11-21T12:00:00Z" })
  .refine((time) => Date.parse(time) >= EARLIEST, "lies before the year 2000")
  .refine((time) => Date.parse(time) <= Date.now() + CLOCK_SKEW_MS, "lies more than a day in the future")
  .overwrite((time) => (Number.isNaN(Date.parse(time)) ? time : new Date(time).toISOString()));

/** One thing that happened to a mail, as POST /api/events takes it. The door has read `workspace_id`. */
export const NewEvent = z.object(
  {
    contact_email: EmailAddress.meta({ description: "The person's email address. Upper and lower case are the same." }),
    event_type: z
      .enum(EventType.options, {
        error: ({ input }) => (input === undefined ? "is required" : `must be one of ${EventType.options.join(", ")}`),
      })
      .meta({ description: "The kind of event that the email had." }),
    idempotency_key: z
      .string(required)
      .min(1, "is required")
      .max(200, "may have at most 200 characters")
      .meta({ description: "Says what happened. The same key is stored once." }),
    campaign: given(text(200)).meta({
      description: "The campaign's name. An unknown name is kept as written and counts as unattributed.",
    }),
    campaign_id: given(uuid).meta({ description: "The campaign." }),
    campaign_group_id: given(uuid).meta({ description: "The campaign group." }),
    step: given(
      z
        .number("must be a number from 1 to 10")
        .min(1, "must be from 1 to 10")
        .max(10, "must be from 1 to 10")
        .int("must be a whole number"),
    ).meta({
      description:
        "The step of the sequence. For a reply, opt-out, bounce or complaint we find it ourselves: from the email it answers, else the campaign's last email to this person.",
    }),
    provider: given(text(50)).meta({ description: "The service that sent the email." }),
    provider_message_id: given(text(200)).meta({
      description: "The message's id at that service. The same message, recipient, type and step is one event.",
    }),
    event_ts: given(EventTime).meta({ description: "When it happened; by default now." }),
    subject: given(text(500)).meta({ description: "The subject of the email." }),
    body: given(text(50_000)).meta({ description: "The text of a reply." }),
    n8n_execution_id: given(text(200)).meta({
      description: "The n8n execution that noticed it, so that you can find it again.",
    }),
    is_test: given(z.boolean("must be true or false")).meta({ description: "Stored, and counted nowhere." }),
    metadata: given(z.record(z.string(), z.unknown(), "must be an object")).meta({
      description:
        "Any other data to keep. `in_reply_to` holds the message id of the email that was answered; if that email is ours, the event counts for its campaign and step.",
    }),
  },
  "An event must be a JSON object.",
);
export type NewEvent = z.infer<typeof NewEvent>;

export const name = (max: number) =>
  z.string(required).trim().min(1, "is required").max(max, `may have at most ${max} characters`);

export type EventReceipt = { ok: true; event_id: string; deduped: boolean };
export type Rejection = { index: number; error: string; code: string };
export type BatchReceipt = { ok: true; accepted: number; deduped: number; rejected: Rejection[] };
