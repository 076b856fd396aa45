import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";

export const SECURITY = [
  { value: "starttls", label: "STARTTLS (587)" },
  { value: "tls", label: "TLS (465)" },
  { value: "none", label: "Unencrypted" },
];

/** The consequence that the founder accepts by choosing no encryption. */
export const UNENCRYPTED =
  "Your password and every email travel unencrypted: anyone on the way to the server can read and change them. Choose this only for a server inside your own network's protection.";

export type AccountValues = { host: string; port: number | string; secure: string; user: string; password: string };

/** Where replies are read; `same_login` takes user and password of the mail account. */
export type ReplyValues = {
  reads: boolean;
  reply_host: string;
  reply_port: number | string;
  reply_secure: string;
  same_login: boolean;
  reply_user: string;
  reply_password: string;
};

export const REPLY_SECURITY = [
  { value: "tls", label: "TLS (993)" },
  { value: "none", label: "Unencrypted" },
];

export type Preset = {
  id: string;
  label: string;
  smtp: Pick<AccountValues, "host" | "port" | "secure">;
  imap: Pick<ReplyValues, "reply_host" | "reply_port" | "reply_secure">;
  /** How to get a password that the provider takes from a program. */
  help: string;
  link: string;
};

export const PRESETS: readonly Preset[] = [
  {
    id: "gmail",
    label: "Gmail",
    smtp: { host: "smtp.gmail.com", port: 587, secure: "starttls" },
    imap: { reply_host: "imap.gmail.com", reply_port: 993, reply_secure: "tls" },
    help: "Gmail needs an app password: turn on 2-step verification, then create a password for Greenlight. Your normal password is refused.",
    link: "https://myaccount.google.com/apppasswords",
  },
  {
    id: "microsoft",
    label: "Microsoft 365",
    smtp: { host: "smtp.office365.com", port: 587, secure: "starttls" },
    imap: { reply_host: "outlook.office365.com", reply_port: 993, reply_secure: "tls" },
    help: "Your administrator has to allow “Authenticated SMTP” for this mailbox; with multi-factor sign-in, use an app password. Microsoft has switched off password logins over IMAP for most tenants.",
    link: "https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission",
  },
  {
    id: "zoho",
    label: "Zoho",
    smtp: { host: "smtp.zoho.com", port: 465, secure: "tls" },
    imap: { reply_host: "imap.zoho.com", reply_port: 993, reply_secure: "tls" },
    help: "With two-factor sign-in Zoho needs an app-specific password, and IMAP access is switched on in the mailbox’s settings. Accounts with their own domain use smtppro.zoho.com and imappro.zoho.com.",
    link: "https://www.zoho.com/mail/help/adminconsole/two-factor-authentication.html",
  },
];

/** The preset whose server was entered; null for any other server. */
export const presetOf = ({ host }: { host: string }): Preset | null =>
  PRESETS.find(({ smtp }) => smtp.host === host.trim().toLowerCase()) ?? null;

/** The server that answers for `smtp.example.com` by common use. */
export const imapHostOf = (smtpHost: string): string =>
  presetOf({ host: smtpHost })?.imap.reply_host ?? smtpHost.trim().replace(/^smtp\./i, "imap.");

/** The visible part of a saved account: the server, never the login. */
export function accountValues(saved: SavedCredentials["mail_account"]): AccountValues {
  const shown = saved && !saved.use_test_mailbox ? saved.masked : null;
  return {
    host: typeof shown?.host === "string" ? shown.host : "",
    port: typeof shown?.port === "number" ? shown.port : 587,
    secure: securityOf(shown),
    user: "",
    password: "",
  };
}

function securityOf(shown: Record<string, unknown> | null): string {
  if (shown?.secure === true) return "tls";
  return shown?.encryption === "none" ? "none" : "starttls";
}

/** The usual port of a kind of security, unless another one was typed. */
export const portFor = (secure: string, typed: number | string): number | string => {
  if (Number(typed) !== 465 && Number(typed) !== 587 && typed !== "") return typed;
  return secure === "tls" ? 465 : 587;
};

/** The visible part of a saved reply mailbox. Reading replies is on until a founder switches it off. */
export function replyValues(saved: SavedCredentials["reply_mailbox"]): ReplyValues {
  const shown: Record<string, unknown> = saved?.masked ?? {};
  const { host, port, secure } = shown;
  return {
    reads: true,
    reply_host: typeof host === "string" ? host : "",
    reply_port: typeof port === "number" ? port : 993,
    reply_secure: secure === false ? "none" : "tls",
    same_login: true,
    reply_user: "",
    reply_password: "",
  };
}

/** The usual IMAP port of a kind of security, unless another one was typed. */
export const replyPortFor = (secure: string, typed: number | string): number | string => {
  if (Number(typed) !== 993 && Number(typed) !== 143 && typed !== "") return typed;
  return secure === "tls" ? 993 : 143;
};

export const replyBody = (values: AccountValues & ReplyValues) => ({
  type: "imap",
  data: {
    host: values.reply_host.trim() || imapHostOf(values.host),
    port: Number(values.reply_port),
    secure: values.reply_secure === "tls",
    encryption: values.reply_secure === "tls" ? "required" : "none",
    user: values.same_login ? values.user : values.reply_user,
    password: values.same_login ? values.password : values.reply_password,
  },
});

export const accountBody = ({ host, port, secure, user, password }: AccountValues, testMailbox: boolean) =>
  testMailbox
    ? { type: "smtp", use_test_mailbox: true }
    : {
        type: "smtp",
        data: {
          host,
          port: Number(port),
          secure: secure === "tls",
          encryption: secure === "none" ? "none" : "required",
          user,
          password,
        },
      };

const NEEDED = {
  host: "Enter the server's name, like smtp.example.com",
  user: "Enter the user name",
  password: "Enter the password",
};
const NEEDED_FOR_REPLIES = { reply_user: "Enter the IMAP user name", reply_password: "Enter the IMAP password" };

type Sentences = Record<string, string>;
const missingOf = (needed: Sentences, values: Partial<AccountValues & ReplyValues>): Sentences =>
  Object.fromEntries(
    Object.entries(needed).filter(([field]) => String(values[field as keyof AccountValues] ?? "").trim() === ""),
  );

/** The login of a reply mailbox that has one of its own. */
export const missingReplies = (values: Partial<ReplyValues>): Sentences =>
  values.reads === true && values.same_login === false ? missingOf(NEEDED_FOR_REPLIES, values) : {};

/** The required fields of the accounts, as sentences beside the fields. */
export const missingLogin = (values: AccountValues & Partial<ReplyValues>): Sentences => ({
  ...missingOf(NEEDED, values),
  ...missingReplies(values),
});
