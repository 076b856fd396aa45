import type { TxCtx } from "@/lib/platform/transaction";
import { nextCheckAt } from "./next-check-at";
import { beginTrouble, setNextCheck } from "./store-account-checks";
import { findMailAccountRow } from "./store-mail-account";

/** `failures`: how many attempts in a row. `paused`: a campaign, or the mailbox itself. */
type Trouble = { mailbox: number; kind: string; words: string; failures: number; paused: boolean };

/**
 * Remembers in the caller's transaction that sending met trouble with the account, and when to test it if a campaign was paused.
 * `isNews`: the founder has not been told about this kind since the account last worked. `isFirstPause`: nor about a pause.
 */
export async function noteTrouble(
  tx: TxCtx,
  { mailbox, kind, words, failures, paused }: Trouble,
): Promise<{ isNews: boolean; isFirstPause: boolean }> {
  const account = await findMailAccountRow(tx, mailbox);
  if (!account) return { isNews: failures === 1, isFirstPause: paused };
  const isNews = await beginTrouble(tx, { mailbox, kind, words, credentialId: account.credentialId });
  if (!paused) return { isNews, isFirstPause: false };
  const troubles = await setNextCheck(tx, mailbox, (waiting) => nextCheckAt(tx.now(), waiting));
  return { isNews, isFirstPause: troubles === 1 };
}
