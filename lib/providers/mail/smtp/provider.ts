import type SMTPConnection from "nodemailer/lib/smtp-connection";
import type { AccountCheck, Delivery, HostKind, MailAccounts, MailServerAccount } from "../port";
import { addressesOf, isAllowed, isLoopback, type Lookup } from "./addresses";
import { announceSender, type Dial, logIn, openConnection } from "./connection";
import { deliverMessage } from "./deliver-message";
import { explainFailure, noLogin } from "./failure";

const TIMEOUT_MS = 10_000;
/** A server may think for minutes about a message (RFC 5321 4.5.3.2); a caller waits no longer than this. */
const SENDING_TIMEOUT_MS = 30_000;

type Refused = Extract<AccountCheck, { ok: false }>;

/** `lookup` and `dial` reach the network; tests give their own. */
type Options = { allowLoopback: boolean; timeoutMs?: number; lookup?: Lookup; dial?: Dial };

/** Any SMTP server on the public internet. A host is resolved, checked and connected to as one act, so no later answer can differ. */
export function smtpAccounts({ allowLoopback, timeoutMs = TIMEOUT_MS, lookup, dial }: Options): MailAccounts {
  const kindOf = (addresses: readonly string[]): HostKind => {
    if (addresses.length === 0) return "unresolved";
    return addresses.every((address) => isAllowed(address, { allowLoopback })) ? "public" : "private";
  };
  return {
    classifyHost: async (host) => kindOf(await addressesOf(host, lookup)),
    isOnThisMachine: async (host) => {
      const addresses = await addressesOf(host, lookup);
      return addresses.length > 0 && addresses.every(isLoopback);
    },
    checkAccount: async (account, { trusted, sender }) => {
      const addresses = await addressesOf(account.host, lookup);
      const kind = kindOf(addresses);
      if (kind === "unresolved") return noAddress(account.host);
      if (kind === "private" && !trusted) return privateAddress(account.host);
      return attempt(account, { addresses, timeoutMs, dial, sender });
    },
    deliver: async (account, message, { trusted }) => {
      const addresses = await addressesOf(account.host, lookup);
      const kind = kindOf(addresses);
      if (kind === "unresolved") return notReached(noAddress(account.host));
      if (kind === "private" && !trusted) return notReached(privateAddress(account.host));
      return deliverMessage(account, message, { addresses, timeoutMs: SENDING_TIMEOUT_MS, dial });
    },
  };
}

const notReached = ({ message: response }: Refused): Delivery => ({ status: "server_unusable", response, code: null });

const noAddress = (host: string): Refused => ({
  ok: false,
  stage: "dns",
  message: `The host name ${host} has no address. Check its spelling; your provider calls it the SMTP or outgoing server.`,
});

const privateAddress = (host: string): Refused => ({
  ok: false,
  stage: "dns",
  message: `${host} is an address inside a private network, where we do not connect. Use your provider's public SMTP server.`,
});

type Attempt = { addresses: readonly string[]; timeoutMs: number; dial?: Dial; sender: string | null };
/** RFC 6531: any other address needs an extension, and is tried by the first email. */
const PLAIN_ADDRESS = /^[!-~]+@[!-~]+$/;

async function attempt(account: MailServerAccount, { sender, ...options }: Attempt): Promise<AccountCheck> {
  try {
    const connection = await openConnection(account, options);
    try {
      return await signIn(connection, account, sender);
    } finally {
      connection.quit();
    }
  } catch (error) {
    return explainFailure(error, account);
  }
}

async function signIn(
  connection: SMTPConnection,
  account: MailServerAccount,
  sender: string | null,
): Promise<AccountCheck> {
  if (account.user !== "" && !connection.allowsAuth) return noLogin(account);
  if (account.user !== "") await logIn(connection, account);
  if (sender !== null && PLAIN_ADDRESS.test(sender)) await announceSender(connection, sender);
  return { ok: true };
}
