import type { AccountCheck, MailServerAccount } from "../port";

type SmtpError = Error & {
  code?: string;
  originalCode?: string;
  response?: string;
  responseCode?: number;
  command?: string;
};
type Failure = Extract<AccountCheck, { ok: false }>;

const CERTIFICATE = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|ERR_TLS_CERT)/;
const HANDSHAKE = /^(ERR_SSL|ERR_TLS|EPROTO$)/;

/** The explanation of a failed attempt for the person who entered the account, by nodemailer's error codes. */
export function explainFailure(error: unknown, { host, port, secure, accessToken }: MailServerAccount): Failure {
  const { code = "", response, command = "", originalCode = code } = error as SmtpError;
  const said = response ? ` It said: ${response.replace(/\s+/g, " ").slice(0, 200)}` : "";

  if (command === "MAIL FROM") {
    return fail(
      "sender",
      `${host} took the login, but no email from the sender's address. Use an address that belongs to this account.${said}`,
    );
  }
  if (code === "EAUTH" || command.startsWith("AUTH")) {
    const advice =
      accessToken === undefined
        ? "Check user and password; many providers ask for an app password."
        : "Connect the account again.";
    return fail("auth", `${host} refused the login. ${advice}${said}`);
  }
  if (CERTIFICATE.test(originalCode)) {
    return fail(
      "tls",
      `The certificate of ${host} cannot be trusted (${originalCode}). Use the host name your provider gives, not an alias or an address.`,
    );
  }
  if (code === "ETLS" || command === "STARTTLS" || HANDSHAKE.test(originalCode)) {
    return fail("tls", tlsAdvice(host, port, secure));
  }
  if (code === "ETIMEDOUT" || originalCode === "ETIMEDOUT") {
    const hint = secure ? "" : " If this port speaks TLS from the start (465), choose TLS.";
    return fail(
      "connect",
      `${host}:${port} did not answer in time. Check the port, and that a firewall lets it through.${hint}`,
    );
  }
  const reason = originalCode && originalCode !== "ECONNECTION" ? ` (${originalCode})` : "";
  return fail(
    "connect",
    `${host}:${port} did not take the connection${reason}. Check host and port; usual are 465 and 587.${said}`,
  );
}

/** The account has a user, and the server takes no login: nothing was proven about user and password. */
export const noLogin = ({ host, port }: MailServerAccount): Failure =>
  fail(
    "auth",
    `The server offers no login on this port (${host}:${port}), so user and password could not be tried. Use 587 or 465, or the port your provider names.`,
  );

const tlsAdvice = (host: string, port: number, secure: boolean): string =>
  secure
    ? `${host}:${port} does not speak TLS from the start. Choose STARTTLS for port 587 or 25, or use port 465.`
    : `${host}:${port} does not switch to TLS (STARTTLS), so the password was not sent. Choose TLS with port 465, or ask your provider which port to use.`;

const fail = (stage: Failure["stage"], message: string): Failure => ({ ok: false, stage, message });
