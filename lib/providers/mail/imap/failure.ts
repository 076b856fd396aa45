import type { AccountCheck, MailServerAccount } from "../port";

type ImapError = Error & {
  code?: string;
  authenticationFailed?: boolean;
  response?: string;
  responseText?: string;
};
type Failure = Extract<AccountCheck, { ok: false }>;

const CERTIFICATE = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|ERR_TLS_CERT)/;
const HANDSHAKE = /^(ERR_SSL|ERR_TLS|EPROTO|ETLS|STARTTLS)/i;
const SILENT = /TIMEOUT|TIMEDOUT/i;
const SHOWN = 200;

/** The explanation of a failed attempt for the person who entered the account, with the server's own words. */
export function explainFailure(
  error: unknown,
  {
    account: { host, port, secure, accessToken },
    stage,
  }: { account: MailServerAccount; stage: "auth" | "inbox" | "messages" },
): Failure {
  const { code = "", authenticationFailed, responseText, message } = error as ImapError;
  const said = responseText ? ` It said: ${responseText.replace(/\s+/g, " ").slice(0, SHOWN)}` : "";
  if (authenticationFailed) {
    const advice =
      accessToken === undefined
        ? "Check user and password; many providers ask for an app password, and IMAP may have to be switched on."
        : "Connect the account again.";
    return fail("auth", `${host} refused the login. ${advice}${said}`);
  }
  if (stage === "messages") {
    return fail(
      "inbox",
      `${host} opened the inbox, but its messages could not be read${code ? ` (${code})` : ""}.${said}`,
    );
  }
  if (stage === "inbox") return fail("inbox", `${host} took the login, but its inbox could not be opened.${said}`);
  if (CERTIFICATE.test(code)) {
    return fail(
      "tls",
      `The certificate of ${host} cannot be trusted (${code}). Use the host name your provider gives, not an alias or an address.`,
    );
  }
  if (HANDSHAKE.test(code) || /STARTTLS/i.test(message)) {
    const advice = secure
      ? "does not speak TLS from the start"
      : "does not switch to TLS, so the password was not sent";
    return fail("tls", `${host}:${port} ${advice}. Use TLS with port 993.`);
  }
  if (SILENT.test(code)) {
    return fail("connect", `${host}:${port} did not answer in time. Check the port; the usual one for IMAP is 993.`);
  }
  const reason = code ? ` (${code})` : "";
  return fail(
    "connect",
    `${host}:${port} did not take the connection${reason}. Check host and port; the usual one for IMAP is 993.${said}`,
  );
}

export const noAddress = (host: string): Failure =>
  fail(
    "dns",
    `The host name ${host} has no address. Check its spelling; your provider calls it the IMAP or incoming server.`,
  );

export const privateAddress = (host: string): Failure =>
  fail(
    "dns",
    `${host} is an address inside a private network, where we do not connect. Use your provider's public IMAP server.`,
  );

export const cannotReach = ({ host, port }: MailServerAccount): Failure =>
  fail("connect", `${host}:${port} did not take the connection.`);

const fail = (stage: Failure["stage"], message: string): Failure => ({ ok: false, stage, message });
