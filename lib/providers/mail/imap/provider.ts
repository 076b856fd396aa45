import type { HostKind, MailServerAccount, ReplyMailboxes } from "../port";
import { addressesOf, isAllowed, type Lookup } from "../smtp/addresses";
import { cannotReach, noAddress, privateAddress } from "./failure";
import { openInbox, type Failed } from "./open-inbox";
import { readInbox } from "./read-inbox";

const TIMEOUT_MS = 10_000;
/** The most time for one look into an inbox; what was read until then is kept. */
const READING_MS = 120_000;
/** How many addresses of a host are tried when one does not answer. */
const MAX_ADDRESSES = 3;

/** Another address of the host may answer. */
const isUnreached = (answer: { ok: true } | Failed): boolean => !answer.ok && answer.stage === "connect";

type Options = { allowLoopback: boolean; timeoutMs?: number; lookup?: Lookup };

/** Any IMAP server on the public internet. A host is resolved, checked and connected to as one act, so no later answer can differ. */
export function imapMailboxes({ allowLoopback, timeoutMs = TIMEOUT_MS, lookup }: Options): ReplyMailboxes {
  const kindOf = (addresses: readonly string[]): HostKind => {
    if (addresses.length === 0) return "unresolved";
    return addresses.every((address) => isAllowed(address, { allowLoopback })) ? "public" : "private";
  };
  const atAddress = async <Answer extends { ok: true }>(
    account: MailServerAccount,
    attempt: (address: string) => Promise<Answer | Failed>,
  ): Promise<Answer | Failed> => {
    const addresses = await addressesOf(account.host, lookup);
    const kind = kindOf(addresses);
    if (kind === "unresolved") return noAddress(account.host);
    if (kind === "private") return privateAddress(account.host);
    let answer: Answer | Failed = cannotReach(account);
    for (const address of addresses.slice(0, MAX_ADDRESSES)) {
      answer = await attempt(address);
      if (!isUnreached(answer)) return answer;
    }
    return answer;
  };
  return {
    classifyHost: async (host) => kindOf(await addressesOf(host, lookup)),
    checkMailbox: (account) =>
      atAddress(account, (address) =>
        openInbox(account, { address, timeoutMs }, () => Promise.resolve({ ok: true } as const)),
      ),
    readInbox: (account, from, signal) => {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(READING_MS)]);
      return atAddress(account, (address) =>
        openInbox(account, { address, timeoutMs, signal: ends }, (client, reached) => readInbox(client, from, reached)),
      );
    },
  };
}
