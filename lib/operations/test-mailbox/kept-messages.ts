import { AppError } from "@/lib/platform/errors";
import type { Mailbox } from "@/lib/providers/mail/port";
import { testMailbox } from "@/lib/providers/mail/select";

/** How far back the mailbox is looked through. */
export const MAX_KEPT = 5_000;

/** The built-in mailbox, or 404 where there is none. */
export function requireMailbox(): Mailbox {
  const mailbox = testMailbox();
  if (mailbox) return mailbox;
  throw new AppError("not_found", "There is no built-in test mailbox here: it comes with npm start.", {
    code: "test_mailbox.none",
  });
}
