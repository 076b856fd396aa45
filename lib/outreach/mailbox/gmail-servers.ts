import type { MailServerAccount } from "@/lib/providers/mail/port";

type Login = { address: string; accessToken: string };

/** Gmail's server for sending, with a token instead of a password. */
export const gmailSmtp = ({ address, accessToken }: Login): MailServerAccount => ({
  ...{ host: "smtp.gmail.com", port: 465, secure: true },
  ...{ user: address, password: "", accessToken },
});

/** Gmail's server for reading. */
export const gmailImap = (login: Login): MailServerAccount => ({
  ...gmailSmtp(login),
  host: "imap.gmail.com",
  port: 993,
});
