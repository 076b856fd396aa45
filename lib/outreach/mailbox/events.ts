import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

export const MailAccountSaved = announce(
  defineEvent(
    "mail_account.saved",
    z.object({ credentialId: z.uuid(), preview: z.string(), testMailbox: z.boolean() }),
    ({ preview, testMailbox }) =>
      testMailbox
        ? "Mail will go to the built-in test mailbox."
        : `Mail will be sent through the SMTP account ${preview}.`,
  ),
);

export const ReplyMailboxSaved = announce(
  defineEvent(
    "reply_mailbox.saved",
    z.object({ credentialId: z.uuid(), preview: z.string() }),
    ({ preview }) => `Replies will be read from the IMAP account ${preview}.`,
  ),
);

export const MailAccountTested = announce(
  defineEvent(
    "mail_account.tested",
    z.object({ protocol: z.enum(["smtp", "imap"]), ok: z.boolean(), message: z.string() }),
    ({ protocol, ok, message }) => {
      const account = protocol === "smtp" ? "mail account" : "reply mailbox";
      return ok ? `The ${account} was tested and works. ${message}` : `The test of the ${account} failed: ${message}`;
    },
  ),
);
