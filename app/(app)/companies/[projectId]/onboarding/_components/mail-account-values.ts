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

/** The required fields of an SMTP account, as sentences beside the fields. */
export const missingLogin = (values: AccountValues): Record<string, string> =>
  Object.fromEntries(Object.entries(NEEDED).filter(([field]) => values[field as keyof typeof NEEDED].trim() === ""));
