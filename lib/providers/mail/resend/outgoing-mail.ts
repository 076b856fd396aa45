import { Resend, type ErrorResponse } from "resend";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../../http/request-json";
import { findTaken } from "./find-taken";
import type { FoundEmail, HandedOver, OutgoingEmail, OutgoingMail } from "../outgoing/port";

const API = "https://api.resend.com";
const TIMEOUT_MS = 20_000;

type Options = { apiKey: string; baseUrl?: string | undefined; timeoutMs?: number };

const People = z.array(z.string()).nullish();
const Email = z.object({
  message_id: z.string().nullish(),
  to: People,
  cc: People,
  bcc: People,
  from: z.string().nullish(),
  subject: z.string().nullish(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  last_event: z.string().nullish(),
});

/** Resend's `POST /emails` with an idempotency key, which holds for a day, and its record of emails. */
export function resendOutgoing({ apiKey, baseUrl = API, timeoutMs = TIMEOUT_MS }: Options): OutgoingMail {
  const api = baseUrl.replace(/\/+$/, "");
  const client = new Resend(apiKey, { baseUrl: api });
  return {
    provider: "resend",
    send: async (email, { idempotencyKey, signal }) => {
      const { data, error } = await client.emails.send(requestOf(email), {
        idempotencyKey,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      return outcomeOf(data?.id, error);
    },
    findTaken: (trace, signal) => findTaken(trace, { api, apiKey, timeoutMs, signal }),
    find: async ({ providerId }, signal) => {
      if (providerId === null) return null;
      const url = `${api}/emails/${encodeURIComponent(providerId)}`;
      const init = { headers: { authorization: `Bearer ${apiKey}` } };
      try {
        return found(await requestJson({ vendor: "resend", url, init, schema: Email, timeoutMs, signal }));
      } catch (error) {
        if (error instanceof AppError && error.code === "resend.http_404") return null;
        throw error;
      }
    },
  };
}

/** A display name cannot bring a second address along. */
const named = ({ name, address }: OutgoingEmail["from"]): string =>
  `"${name.replace(/[\r\n"\\<>]+/g, " ").trim()}" <${address}>`;

const requestOf = (email: OutgoingEmail): Parameters<Resend["emails"]["send"]>[0] => ({
  from: named(email.from),
  to: [...email.to],
  ...(email.cc.length > 0 && { cc: [...email.cc] }),
  ...(email.bcc.length > 0 && { bcc: [...email.bcc] }),
  replyTo: email.replyTo,
  subject: email.subject,
  text: email.text,
  html: email.html,
  headers: {
    ...email.headers,
    "Message-ID": email.messageId,
    ...(email.inReplyTo !== null && { "In-Reply-To": email.inReplyTo }),
    ...(email.references.length > 0 && { References: email.references.join(" ") }),
  },
  ...(email.attachments.length > 0 && {
    attachments: email.attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
  }),
});

/** Their errors: resend.com/docs/api-reference/errors. An answer that is none may have followed an acceptance. */
function outcomeOf(id: string | undefined, error: ErrorResponse | null): HandedOver {
  if (!error) {
    if (id) return { status: "accepted", providerId: id, words: "Resend accepted the email." };
    return { status: "unknown", words: "Resend answered something unreadable." };
  }
  const { name, statusCode, message }: Partial<ErrorResponse> = error;
  const words = `Resend: ${String(message ?? name).slice(0, 300)}`;
  const isCertain = typeof statusCode === "number" && statusCode >= 400 && statusCode < 500 && statusCode !== 408;
  if (!isCertain || statusCode === 409) return { status: "unknown", words };
  return { status: "refused", code: `resend.${name ?? statusCode}`, words };
}

const found = (email: z.infer<typeof Email>): FoundEmail => ({
  kind: "fields",
  from: email.from ?? "",
  to: email.to ?? [],
  cc: email.cc ?? [],
  bcc: email.bcc ?? [],
  subject: email.subject ?? "",
  text: email.text ?? "",
  html: email.html ?? "",
  event: email.last_event ?? "",
  messageId: email.message_id ?? null,
});
