import { join } from "node:path";
import { env, isLocalMode } from "@/lib/platform/env";
import { outboxMail } from "./local/application-mail";
import { outboxFolder } from "./local/provider";
import { imapMailboxes } from "./imap/provider";
import type { ApplicationMail, MailAccounts, Mailbox, ReplyMailboxes } from "./port";
import { resendMail } from "./resend/provider";
import { smtpAccounts } from "./smtp/provider";

/** A loopback address is the founder's own machine in local mode, and part of our network everywhere else. */
export const mailAccounts = (): MailAccounts => smtpAccounts({ allowLoopback: isLocalMode() });

/** Where answers arrive, with the same limits on where we connect. */
export const replyMailboxes = (): ReplyMailboxes => imapMailboxes({ allowLoopback: isLocalMode() });

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
