import type { AccountCheck } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { gmailSmtp } from "./gmail-servers";
import { googleConsents } from "./google-consents";

type Login = { address: string; accessToken: string };

/** Logs in to Gmail and announces an email from `sender`, which must be an address of the account: Gmail would replace another one. */
export async function checkGmail(login: Login, sender: string | null): Promise<AccountCheck> {
  const owned = sender === null ? [] : await googleConsents().senders(login.accessToken);
  if (sender !== null && !owned.includes(sender.toLowerCase())) {
    const message = `The connected account may not send as ${sender}: Gmail would replace the sender. Change the sender's address in the company's profile, or add ${sender} in Gmail under “Send mail as”.`;
    return { ok: false, stage: "sender", message };
  }
  return mailAccounts().checkAccount(gmailSmtp(login), { trusted: false, sender });
}
