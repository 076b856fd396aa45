import { z } from "zod";
import { requestJson } from "../../http/request-json";

const TIMEOUT_MS = 15_000;

export interface LocalInbound {
  /** Hands a received message to the application's own webhook, as a mail provider would. */
  deliver(message: { id: string; to: string; raw: Buffer }, signal: AbortSignal): Promise<void>;
}

/** On the operator's own machine: a message posted in Postmark's shape, with the shared secret. */
export const localInboundWebhook = ({ url, secret }: { url: string; secret: string }): LocalInbound => ({
  deliver: async ({ id, to, raw }, signal) => {
    await requestJson({
      vendor: "greenlight",
      url: `${url}/api/email/inbound`,
      init: {
        method: "POST",
        headers: { "content-type": "application/json", "x-webhook-secret": secret },
        body: JSON.stringify({ MessageID: id, OriginalRecipient: to, RawEmail: raw.toString("utf8") }),
      },
      schema: z.object({ received: z.literal(true) }),
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  },
});
