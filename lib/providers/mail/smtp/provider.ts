import { isIP } from "node:net";
import { createTransport } from "nodemailer";
import type { AccountCheck, HostKind, MailAccounts, MailServerAccount } from "../port";
import { addressesOf, isAllowed } from "./addresses";
import { explainFailure } from "./failure";

const TIMEOUT_MS = 10_000;

type Options = { allowLoopback: boolean; timeoutMs?: number };

/** Any SMTP server on the public internet. Names are resolved once and connected to by address, so no later answer can differ. */
export function smtpAccounts({ allowLoopback, timeoutMs = TIMEOUT_MS }: Options): MailAccounts {
  const kindOf = (addresses: readonly string[]): HostKind => {
    if (addresses.length === 0) return "unresolved";
    return addresses.every((address) => isAllowed(address, { allowLoopback })) ? "public" : "private";
  };
  return {
    classifyHost: async (host) => kindOf(await addressesOf(host)),
    checkAccount: async (account, { trusted }) => {
      const addresses = await addressesOf(account.host);
      const kind = kindOf(addresses);
      if (kind === "unresolved") return noAddress(account.host);
      if (kind === "private" && !trusted) return privateAddress(account.host);
      return attempt(account, { address: addresses[0] ?? account.host, timeoutMs });
    },
  };
}

const noAddress = (host: string): AccountCheck => ({
  ok: false,
  stage: "dns",
  message: `The host name ${host} has no address. Check its spelling; your provider calls it the SMTP or outgoing server.`,
});

const privateAddress = (host: string): AccountCheck => ({
  ok: false,
  stage: "dns",
  message: `${host} is an address inside a private network, where we do not connect. Use your provider's public SMTP server.`,
});

async function attempt(
  account: MailServerAccount,
  { address, timeoutMs }: { address: string; timeoutMs: number },
): Promise<AccountCheck> {
  const { host, port, secure, user, password } = account;
  const transport = createTransport({
    host: address,
    port,
    secure,
    ...(user !== "" && { auth: { user, pass: password } }),
    tls: isIP(host) ? {} : { servername: host },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.verify();
    return { ok: true };
  } catch (error) {
    return explainFailure(error, account);
  } finally {
    transport.close();
  }
}
