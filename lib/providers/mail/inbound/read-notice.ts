import { timingSafeEqual, createHash } from "node:crypto";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import type { InboundNotice } from "./port";
import { fromMailgun, MailgunMessage, type AttachedFile } from "./mailgun";
import { fromPostmark, PostmarkMessage } from "./postmark";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** How a caller proves itself, known before its body is read: 401 for a wrong secret, or none. */
export function admitInbound(headers: Headers): { by: "svix"; secret: string } | { by: "secret" } {
  const { RESEND_WEBHOOK_SECRET: signing, INBOUND_WEBHOOK_SECRET: shared } = env();
  const given = headers.get("x-webhook-secret");
  if (given !== null && shared !== undefined && timingSafeEqual(digest(given), digest(shared))) return { by: "secret" };
  const isSigned = headers.has("svix-signature") || headers.has("webhook-signature");
  if (given === null && isSigned && signing !== undefined) return { by: "svix", secret: signing };
  throw new AppError(
    "unauthenticated",
    "Sign the request with the endpoint's signing secret (RESEND_WEBHOOK_SECRET), or send INBOUND_WEBHOOK_SECRET in the header x-webhook-secret.",
    { code: "signature.invalid" },
  );
}

/** A body in the shape of Postmark's or Mailgun's; 400 for any other. */
export async function readProviderBody(body: unknown, files: readonly AttachedFile[]): Promise<InboundNotice> {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  if (isObject && "MessageID" in body) return fromPostmark(PostmarkMessage.parse(body));
  if (isObject && "recipient" in body) return fromMailgun(MailgunMessage.parse(body), files);
  throw new AppError(
    "invalid",
    "This is no received email: send Postmark's JSON (MessageID, From, To …) or Mailgun's fields (recipient, sender, subject …).",
    { code: "inbound_email.unreadable" },
  );
}
