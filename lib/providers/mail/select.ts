import { join } from "node:path";
import { appUrl, env, isLocalMode } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { outboxMail } from "./local/application-mail";
import { localInboundWebhook, type LocalInbound } from "./local/inbound-webhook";
import { outboxFolder } from "./local/provider";
import { googleConsents } from "./google/provider";
import { imapMailboxes } from "./imap/provider";
import type { ApplicationMail, MailAccounts, MailConsents, Mailbox, ReplyMailboxes } from "./port";
import type { ReceivedMail } from "./inbound/port";
import { resendMail } from "./resend/provider";
import { outboxOutgoing } from "./local/outgoing-mail";
import type { OutgoingMail } from "./outgoing/port";
import { resendOutgoing } from "./resend/outgoing-mail";
import { resendReceivedMail } from "./resend/received-mail";
import { smtpAccounts } from "./smtp/provider";

/** A loopback address is the founder's own machine in local mode, and part of our network everywhere else. */
export const mailAccounts = (): MailAccounts => smtpAccounts({ allowLoopback: isLocalMode() });

/** Where answers arrive, with the same limits on where we connect. */
export const replyMailboxes = (): ReplyMailboxes => imapMailboxes({ allowLoopback: isLocalMode() });

/** Accounts that people connect at Google; null in an installation without Google's keys. */
export function mailConsents(): MailConsents | null {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_API_URL: apiUrl } = env();
  if (clientId === undefined || clientSecret === undefined) return null;
  return googleConsents({ clientId, clientSecret, redirectUri: `${appUrl()}/connect-gmail`, apiUrl });
}

/** The built-in mailbox of `npm start`; null where there is none. */
export function testMailbox(): ({ host: string; port: number } & Mailbox) | null {
  const { TEST_MAILBOX_HOST: host, TEST_MAILBOX_PORT: port, OUTBOX_DIR: folder } = env();
  if (host === undefined || port === undefined || folder === undefined) return null;
  return { host, port, ...outboxFolder(folder) };
}

/** The application's own mail: through the mail provider if one is configured, else into the outbox, one file a message. */
export function applicationMail(): ApplicationMail {
  const { RESEND_API_KEY, RESEND_API_URL, EMAIL_DOMAIN, OUTBOX_DIR, GREENLIGHT_HOME } = env();
  if (RESEND_API_KEY !== undefined && EMAIL_DOMAIN !== undefined) {
    return resendMail({ apiKey: RESEND_API_KEY, baseUrl: RESEND_API_URL, from: `greenlight@${EMAIL_DOMAIN}` });
  }
  return outboxMail({ folder: OUTBOX_DIR ?? join(GREENLIGHT_HOME, "outbox"), from: "greenlight@localhost" });
}

/** Messages that the installation's provider received and only announces; null without one. */
export function receivedMail(): ReceivedMail | null {
  const { RESEND_API_KEY: apiKey, RESEND_API_URL: baseUrl } = env();
  return apiKey === undefined ? null : resendReceivedMail({ apiKey, baseUrl });
}

/** The way a message comes in where no provider receives any: 422 outside the operator's own machine, or without the shared secret. */
export function localInbound(): LocalInbound {
  const { INBOUND_WEBHOOK_SECRET: secret } = env();
  if (isLocalMode() && secret !== undefined) return localInboundWebhook({ url: appUrl(), secret });
  throw new AppError(
    "impossible",
    "No mail provider receives email for this installation. Set RESEND_API_KEY, EMAIL_DOMAIN and RESEND_WEBHOOK_SECRET.",
    { code: "inbound_email.no_provider" },
  );
}

/** The way a company's own emails go out: by the account whose key is given, or into the outbox of this machine. */
export function outgoingMail(key: string | null): OutgoingMail {
  const { RESEND_API_URL: baseUrl, OUTBOX_DIR, GREENLIGHT_HOME } = env();
  if (key !== null) return resendOutgoing({ apiKey: key, baseUrl });
  return outboxOutgoing({ folder: OUTBOX_DIR ?? join(GREENLIGHT_HOME, "outbox") });
}
