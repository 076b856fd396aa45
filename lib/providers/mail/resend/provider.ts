import { Resend } from "resend";
import { AUTOMATIC_HEADERS } from "../automatic-headers";
import { checkedMessage } from "../checked-message";
import type { ApplicationMail } from "../port";
import { toMailError } from "./map";

const TIMEOUT_MS = 15_000;

type Options = { apiKey: string; baseUrl: string | undefined; from: string; timeoutMs?: number };

/** Resend's `POST /emails`. The message id is its idempotency key: within a day the same mail is sent once. */
export function resendMail({ apiKey, baseUrl, from, timeoutMs = TIMEOUT_MS }: Options): ApplicationMail {
  const client = new Resend(apiKey, { ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/+$/, "") }) });
  return {
    send: async (message, signal) => {
      const { to, subject, text, html, messageId } = checkedMessage(message);
      signal.throwIfAborted();
      const timeout = AbortSignal.timeout(timeoutMs);
      const { data, error } = await client.emails.send(
        {
          from: `Greenlight <${from}>`,
          to: [to],
          subject,
          text,
          html,
          // Clients thread by subject otherwise; the Message-ID itself is set by Resend.
          headers: { ...AUTOMATIC_HEADERS, "X-Entity-Ref-ID": messageId },
        },
        { idempotencyKey: messageId, signal: AbortSignal.any([signal, timeout]) },
      );
      if (signal.aborted) throw signal.reason;
      const failure = toMailError({ id: data?.id, error });
      if (failure) throw failure;
    },
  };
}
