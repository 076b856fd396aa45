import type { AccountCheck, HostKind, MailAccounts, MailServerAccount } from "../port";
import { addressesOf, isAllowed, type Lookup } from "./addresses";
import { type Dial, logIn, openConnection } from "./connection";
import { explainFailure, noLogin } from "./failure";

const TIMEOUT_MS = 10_000;

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
    checkAccount: async (account, { trusted }) => {
      const addresses = await addressesOf(account.host, lookup);
      const kind = kindOf(addresses);
      if (kind === "unresolved") return noAddress(account.host);
      if (kind === "private" && !trusted) return privateAddress(account.host);
      return attempt(account, { addresses, timeoutMs, dial });
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

type Attempt = { addresses: readonly string[]; timeoutMs: number; dial?: Dial };

async function attempt(account: MailServerAccount, options: Attempt): Promise<AccountCheck> {
  try {
    const connection = await openConnection(account, options);
    try {
      if (account.user === "") return { ok: true };
      if (!connection.allowsAuth) return noLogin(account);
      await logIn(connection, account);
      return { ok: true };
    } finally {
      connection.quit();
    }
  } catch (error) {
    return explainFailure(error, account);
  }
}
