import { AppError } from "@/lib/platform/errors";
import type { MailConsents } from "@/lib/providers/mail/port";
import { mailConsents } from "@/lib/providers/mail/select";

/** How Gmail accounts are connected here; 404 `gmail.not_configured` in an installation without Google's keys. */
export function googleConsents(): MailConsents {
  const consents = mailConsents();
  if (consents) return consents;
  throw new AppError(
    "not_found",
    "This installation cannot connect Gmail: its operator sets GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET. Use an SMTP account instead.",
    { code: "gmail.not_configured" },
  );
}
