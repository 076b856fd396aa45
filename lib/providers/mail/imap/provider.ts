import ipaddr from "ipaddr.js";
import { ImapFlow } from "imapflow";
import type { AccountCheck, HostKind, MailServerAccount, ReplyMailboxes } from "../port";
import { addressesOf, hostName, isAllowed, isLoopback, type Lookup } from "../smtp/addresses";
import { cannotReach, explainFailure, noAddress, privateAddress } from "./failure";

const TIMEOUT_MS = 10_000;
/** How many addresses of a host are tried when one does not answer. */
const MAX_ADDRESSES = 3;

type Options = { allowLoopback: boolean; timeoutMs?: number; lookup?: Lookup };

/** Any IMAP server on the public internet. A host is resolved, checked and connected to as one act, so no later answer can differ. */
export function imapMailboxes({ allowLoopback, timeoutMs = TIMEOUT_MS, lookup }: Options): ReplyMailboxes {
  const kindOf = (addresses: readonly string[]): HostKind => {
    if (addresses.length === 0) return "unresolved";
    return addresses.every((address) => isAllowed(address, { allowLoopback })) ? "public" : "private";
  };
  return {
    classifyHost: async (host) => kindOf(await addressesOf(host, lookup)),
    checkMailbox: async (account) => {
      const addresses = await addressesOf(account.host, lookup);
      const kind = kindOf(addresses);
      if (kind === "unresolved") return noAddress(account.host);
      if (kind === "private") return privateAddress(account.host);
      let answer: AccountCheck = cannotReach(account);
      for (const address of addresses.slice(0, MAX_ADDRESSES)) {
        answer = await openInbox(account, { address, timeoutMs });
        if (answer.ok || answer.stage !== "connect") return answer;
      }
      return answer;
    },
  };
}

async function openInbox(
  account: MailServerAccount,
  { address, timeoutMs }: { address: string; timeoutMs: number },
): Promise<AccountCheck> {
  const { host, port, secure, encryption = "required", user, password, accessToken } = account;
  const name = hostName(host);
  const plain = !secure && encryption === "none";
  const client = new ImapFlow({
    host: address,
    ...(!ipaddr.isValid(name) && { servername: name }),
    port,
    secure,
    doSTARTTLS: secure || plain || isLoopback(address) ? undefined : true,
    auth: accessToken === undefined ? { user, pass: password } : { user, accessToken },
    disableAutoIdle: true,
    logger: false,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  let stage: "auth" | "inbox" = "auth";
  client.on("error", () => undefined); // the call that waits is told
  try {
    await client.connect();
    stage = "inbox";
    await client.mailboxOpen("INBOX", { readOnly: true });
    return { ok: true };
  } catch (error) {
    return explainFailure(error, { account, stage });
  } finally {
    client.close();
  }
}
