import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { quoted } from "@/lib/platform/text";
import { Unnamed } from "@/lib/platform/unnamed";

const Message = z.object({ messageId: z.uuid(), bytes: z.number().int() });
const Auth = z.object({ verdict: z.string(), aligned: z.boolean() });

export const EmailReceived = defineEvent(
  "email.inbound.received",
  Message.extend({ provider: z.string() }),
  () => "An email arrived.",
);

/** `sender`, `subject`, `ownText` and `counts` are for subscribers only. */
export const EmailProcessed = announce(
  defineEvent(
    "email.inbound.processed",
    Message.extend({
      threadId: z.uuid(),
      projectId: z.uuid(),
      auth: Auth,
      evidence: z.string(),
      class: z.string().nullable(),
      sender: z.string(),
      subject: z.string(),
      ownText: z.string(),
      counts: z.enum(["replied", "opt_out"]).nullable(),
    }),
    ({ auth }) => `An email was filed${auth.verdict === "pass" ? "" : "; its sender is not verified"}.`,
  ),
  { unrecorded: ["sender", "subject", "ownText", "counts"] },
);

export const EmailQuarantined = defineEvent(
  "email.inbound.quarantined",
  Message.extend({ threadId: z.uuid(), why: Unnamed }),
  ({ why }) => `An email could not be read and is quarantined: ${quoted(why)}`,
);

export const EmailUnmatched = defineEvent("email.inbound.unmatched", Message.extend({ why: Unnamed }), ({ why }) =>
  why === "expired_token"
    ? "An email came to an address of a conversation that expired."
    : "An email came to an earlier address of the company.",
);

export const EmailDuplicate = defineEvent(
  "email.inbound.duplicate",
  Message,
  () => "An email arrived a second time; the first one was filed.",
);

export const EmailRefused = defineEvent(
  "email.inbound.refused",
  Message.extend({ why: Unnamed }),
  ({ why }) => `An email was refused and not kept: ${why}`,
);

const Sent = z.object({ messageId: z.uuid(), threadId: z.uuid(), provider: z.string(), words: Unnamed });
export const EmailStarted = defineEvent(
  "email.outbound.started",
  Sent.omit({ words: true }),
  () => "An approved email is being handed over.",
);
export const EmailSent = defineEvent(
  "email.outbound.sent",
  Sent.extend({ providerMessageId: z.string().nullable() }),
  () => "An email was handed over.",
);
export const EmailFailed = defineEvent(
  "email.outbound.failed",
  Sent.extend({ unknown: z.boolean() }),
  ({ unknown, words }) => `An email ${unknown ? "may not have been sent" : "was not sent"}: ${quoted(words)}`,
);
export const EmailBounced = defineEvent(
  "email.outbound.bounced",
  Sent,
  ({ words }) => `An email was not delivered${words === "" ? "" : `: ${quoted(words)}`}.`,
);
export const EmailDelivered = defineEvent("email.outbound.delivered", Sent, () => "An email was delivered.");
export const EmailComplained = defineEvent(
  "email.outbound.complained",
  Sent,
  () => "A recipient marked an email of yours as spam.",
);
export const EmailDelayed = defineEvent(
  "email.outbound.delayed",
  Sent,
  () => "An email is delayed; its provider goes on trying.",
);
export const EmailOpened = defineEvent(
  "email.outbound.opened",
  Sent,
  () => "An email was opened, by its provider's tracking.",
);

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
/** A person was erased: it says how much mail went with them, and not whose. */
export const EmailErased = defineEvent(
  "email.erased",
  z.object({ conversations: z.number().int(), messages: z.number().int(), files: z.number().int() }),
  ({ conversations, messages, files }) =>
    `${plural(messages, "received email", "received emails")} in ${plural(conversations, "conversation", "conversations")} with ${plural(files, "file", "files")} were erased.`,
);
