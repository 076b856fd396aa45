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
