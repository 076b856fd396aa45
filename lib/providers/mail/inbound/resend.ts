import { Webhook } from "svix";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import type { InboundNotice } from "./port";

const People = z.array(z.string()).nullish();
const Received = z.object({
  email_id: z.string().min(1).max(200),
  from: z.string().default(""),
  to: People,
  cc: People,
  bcc: People,
  subject: z.string().nullish(),
});
const Outcome = z.object({
  email_id: z.string().min(1).max(200),
  bounce: z.object({ message: z.string().nullish(), type: z.string().nullish() }).nullish(),
  failed: z.object({ reason: z.string().nullish() }).nullish(),
});
const Event = z.object({ type: z.string().max(100), data: z.unknown() });

const OUTCOMES = {
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
  "email.delivery_delayed": "delayed",
  "email.opened": "opened",
} as const;

/**
 * Reads a webhook of Resend's: a received message, without its body, or the outcome of one of ours; null for anything else. 401 unless
 * the signature of Svix fits and is at most five minutes old.
 */
export function readResendEvent(body: string, headers: Headers, secret: string): InboundNotice | null {
  const { type, data } = Event.parse(verified(body, headers, secret));
  if (type === "email.received") {
    const { email_id, from, to, cc, bcc, subject } = Received.parse(data);
    return {
      kind: "message",
      provider: "resend",
      providerMessageId: email_id,
      recipients: [to, cc, bcc].flatMap((list) => list ?? []).map(bare),
      sender: bare(from),
      subject: subject ?? "",
      raw: null,
    };
  }
  if (!Object.hasOwn(OUTCOMES, type)) return null;
  const { email_id, bounce, failed } = Outcome.parse(data);
  return {
    kind: "outcome",
    provider: "resend",
    providerMessageId: email_id,
    outcome: OUTCOMES[type as keyof typeof OUTCOMES],
    words: (bounce?.message ?? failed?.reason ?? "").slice(0, 500),
  };
}

const bare = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address;

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
