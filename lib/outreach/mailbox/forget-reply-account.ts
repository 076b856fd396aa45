import { deleteCredential } from "@/lib/foundation/vault/delete-credential";
import type { TxCtx } from "@/lib/platform/transaction";
import { deleteAccountTest } from "./store-account-checks";
import { deleteReplyRow } from "./store-reading";

/** Ends reading the answers to a mailbox and deletes the password, in the caller's transaction; false when none were read. */
export async function forgetReplyAccount(tx: TxCtx, mailbox: number): Promise<boolean> {
  const credentialId = await deleteReplyRow(tx, mailbox);
  if (credentialId === null) return false;
  await deleteAccountTest(tx, { mailbox, protocol: "imap" });
  await deleteCredential(tx, credentialId);
  return true;
}
