import ipaddr from "ipaddr.js";
import { ImapFlow } from "imapflow";
import type { AccountCheck, MailServerAccount } from "../port";
import { hostName, isLoopback } from "../smtp/addresses";
import { explainFailure } from "./failure";

/** The longest block that a server may announce: a message that is read whole, and the rest of its answer. */
const MAX_BLOCK_BYTES = 32 * 1024 * 1024;

export type Failed = Extract<AccountCheck, { ok: false }>;
type At = { address: string; timeoutMs: number; signal?: AbortSignal };

/**
 * Connects to one address of the host, secures, logs in, opens the inbox without a right to change it, and closes the connection after `use`,
 * which says when it begins to read messages.
 */
export async function openInbox<Answer>(
  account: MailServerAccount,
  { address, timeoutMs, signal }: At,
  use: (client: ImapFlow, reached: () => void) => Promise<Answer>,
): Promise<Answer | Failed> {
  const client = clientOf(account, address, timeoutMs);
  let stage: "auth" | "inbox" | "messages" = "auth";
  const close = (): void => client.close();
  client.on("error", () => undefined); // the call that waits is told
  signal?.addEventListener("abort", close, { once: true });
  try {
    signal?.throwIfAborted();
    await client.connect();
    stage = "inbox";
    await client.mailboxOpen("INBOX", { readOnly: true });
    return await use(client, () => {
      stage = "messages";
    });
  } catch (error) {
    return explainFailure(error, { account, stage });
  } finally {
    signal?.removeEventListener("abort", close);
    close();
  }
}

function clientOf(account: MailServerAccount, address: string, timeoutMs: number): ImapFlow {
  const { host, port, secure, encryption = "required", user, password, accessToken } = account;
  const name = hostName(host);
  const plain = !secure && encryption === "none";
  return new ImapFlow({
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
    maxLiteralSize: MAX_BLOCK_BYTES,
    maxResponseSize: MAX_BLOCK_BYTES + 1024 * 1024,
  });
}
