import { env } from "@/lib/platform/env";
import { outboxFolder } from "./local/provider";
import type { MailAccounts, Mailbox } from "./port";
import { smtpAccounts } from "./smtp/provider";

/** Loopback mail servers are somebody's own machine in local mode, and our own network everywhere else. */
export function mailAccounts(): MailAccounts {
  const { LOCAL_MODE, DIGITALOCEAN_API_TOKEN } = env();
  return smtpAccounts({ allowLoopback: LOCAL_MODE ?? DIGITALOCEAN_API_TOKEN === undefined });
}

/** The built-in mailbox of `npm start`; null where there is none. */
export function testMailbox(): ({ host: string; port: number } & Mailbox) | null {
  const { TEST_MAILBOX_HOST: host, TEST_MAILBOX_PORT: port, OUTBOX_DIR: folder } = env();
  if (host === undefined || port === undefined || folder === undefined) return null;
  return { host, port, ...outboxFolder(folder) };
}
