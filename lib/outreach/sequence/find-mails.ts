import type { TxCtx } from "@/lib/platform/transaction";
import { selectMails, type FoundMail, type MailsAsked } from "./store-delivery";

/**
 * Finds mails of sequences by their message ids, and of people the last mail of each campaign that went out, or may have; in one statement,
 * or in none when nothing is asked. The caller has checked the permission.
 */
export async function findMails(tx: TxCtx, asked: MailsAsked): Promise<FoundMail[]> {
  return asked.messageIds.length + asked.emails.length > 0 ? selectMails(tx, asked) : [];
}
