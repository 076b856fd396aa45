import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import type { AccountCheck } from "@/lib/providers/mail/port";
import { MailAccountTested } from "./events";
import type { AccountTest } from "./schemas";
import { upsertAccountTest } from "./store-account-checks";

type Tested = {
  mailbox: number;
  /** Set for another mailbox than the first. */
  address?: string;
  protocol: AccountTest["protocol"];
  credentialId: string;
  check: AccountCheck;
  /** The sentence that a test without a failure is kept with. */
  proof: string;
};

/** Keeps what a test found, as the evidence for the account's tick, in the caller's transaction. The caller has checked the permission. */
export async function recordAccountTest(
  tx: TxCtx,
  { mailbox, address, protocol, credentialId, check, proof }: Tested,
): Promise<AccountTest> {
  const [stage, message] = check.ok ? [null, proof] : [check.stage, check.message];
  const test = await upsertAccountTest(tx, { mailbox, protocol, credentialId, ok: check.ok, stage, message });
  await appendEvent(tx, MailAccountTested, { protocol, ok: check.ok, message, address });
  return test;
}

/** The sentence of a successful test, by kind of account. */
export const PROOF = {
  smtp: "The server accepted the connection, the login and the sender’s address.",
  noLogin: "The server accepted the connection and the sender’s address; it asks for no login.",
  imap: "The server accepted the connection and the login, and the inbox opened.",
} as const;
