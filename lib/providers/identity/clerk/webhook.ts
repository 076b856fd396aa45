import { Webhook } from "svix";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";

/** Clerk's names in our words; `user.signed_in` is the one the specification uses. Other messages do not concern sign-ins. */
const EVENTS = {
  "session.created": "signed_in",
  "user.signed_in": "signed_in",
  "session.ended": "session_ended",
  "session.removed": "session_ended",
  "session.revoked": "session_revoked",
  "user.created": "created",
  "user.updated": "updated",
  "user.deleted": "deleted",
} as const;
type ClerkType = keyof typeof EVENTS;

const Id = z.string().regex(/^\w[\w-]{0,99}$/, "must be an id of Clerk's");
const Text = z.string().max(10_000).nullish();

const Person = z.object({
  id: Id,
  primary_email_address_id: Text,
  email_addresses: z.array(z.object({ id: z.string(), email_address: z.string() })).optional(),
});
type Person = z.infer<typeof Person>;

const Session = z.object({
  id: Id,
  user_id: Id,
  client_id: Text,
  user: Person.nullish(),
  latest_activity: z
    .object({
      device_type: Text,
      browser_name: Text,
      browser_version: Text,
      city: Text,
      country: Text,
      ip_address: Text,
    })
    .nullish(),
});
type Session = z.infer<typeof Session>;

/** Its types are in @clerk/backend (`WebhookEvent`); only what is used is asked for. */
const Envelope = z.object({
  type: z.string().max(200),
  data: z.unknown(),
  timestamp: z.number().int().positive().max(8.64e15).optional(),
  instance_id: Text,
  event_attributes: z.object({ http_request: z.object({ client_ip: Text, user_agent: Text }).nullish() }).nullish(),
});
type Envelope = z.infer<typeof Envelope>;

export type IdentityEvent = {
  event: (typeof EVENTS)[ClerkType];
  userId: string;
  email: string | null;
  address: string | null;
  userAgent: string | null;
  occurredAt: string;
  deliveryId: string;
  metadata: Record<string, string | null>;
};

function emailOf(person: Person | null | undefined): string | null {
  const addresses = person?.email_addresses ?? [];
  const primary = addresses.find(({ id }) => id === person?.primary_email_address_id) ?? addresses[0];
  return primary?.email_address ?? null;
}

type Subject = Pick<IdentityEvent, "userId" | "email" | "metadata"> & { address?: string | null };

function ofSession({ id, user_id, client_id, user, latest_activity }: Session): Subject {
  const { ip_address, ...device } = latest_activity ?? {};
  const known = Object.entries({ client_id, ...device }).filter(([, value]) => value !== null && value !== undefined);
  return {
    userId: user_id,
    email: emailOf(user),
    address: ip_address ?? null,
    metadata: { session_id: id, ...(Object.fromEntries(known) as Record<string, string>) },
  };
}

function subjectOf(type: ClerkType, data: unknown): Subject {
  if (type.startsWith("session.")) return ofSession(Session.parse(data));
  // The specification's own event may carry a session or the person.
  const session = type === "user.signed_in" ? Session.safeParse(data) : null;
  if (session?.success) return ofSession(session.data);
  const person = Person.parse(data);
  return { userId: person.id, email: emailOf(person), metadata: {} };
}

function eventOf({ type, data, timestamp, instance_id, event_attributes }: Envelope, deliveryId: string) {
  if (!Object.hasOwn(EVENTS, type)) return null;
  const subject = subjectOf(type as ClerkType, data);
  const { client_ip, user_agent } = event_attributes?.http_request ?? {};
  return {
    ...subject,
    event: EVENTS[type as ClerkType],
    address: client_ip || (subject.address ?? null),
    userAgent: user_agent ?? null,
    occurredAt: new Date(timestamp ?? Date.now()).toISOString(),
    deliveryId,
    metadata: { clerk_type: type, ...(instance_id && { instance_id }), ...subject.metadata },
  };
}

function verified(body: string, headers: Headers, secret: string): unknown {
  try {
    return new Webhook(secret).verify(body, Object.fromEntries(headers));
  } catch (cause) {
    throw new AppError(
      "unauthenticated",
      "The signature does not fit this body, or the message is older than five minutes. Send it signed with this endpoint's signing secret.",
      { code: "signature.invalid", cause },
    );
  }
}

/**
 * The sign-in event of a Clerk message; null for a message about anything else. 401 unless Svix's signature fits and is at most
 * five minutes old, 404 where no signing secret is configured.
 */
export function readClerkWebhook(body: string, headers: Headers): IdentityEvent | null {
  const { CLERK_WEBHOOK_SIGNING_SECRET: secret } = env();
  if (!secret) {
    throw new AppError(
      "not_found",
      "No webhook of Clerk's is expected here: CLERK_WEBHOOK_SIGNING_SECRET is not set.",
      {
        code: "clerk_webhook.off",
      },
    );
  }
  const message = Envelope.parse(verified(body, headers, secret));
  return eventOf(message, headers.get("svix-id") ?? headers.get("webhook-id") ?? "");
}
