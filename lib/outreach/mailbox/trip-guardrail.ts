import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import { GuardrailTripped, guardrailWords } from "./events";
import { judgeDeliveries } from "./judge-deliveries";
import { otherMailboxes } from "./other-mailboxes";
import { FIRST_MAILBOX, type Guardrail } from "./schemas";
import { findMailAccountRow } from "./store-mail-account";
import { callDeliveryCounts, callPacingNow, upsertPacing } from "./store-pacing";

/**
 * Stops a mailbox when too many of its emails bounced or were reported as spam, in the caller's transaction: nothing of it is claimed from
 * this commit on, and the founders are told once. Answers the guardrail that it set now once no mailbox is left that may send; else null.
 */
export async function tripGuardrail(tx: TxCtx): Promise<Guardrail | null> {
  let tripped: Guardrail | null = null;
  let free = 0;
  for (const mailbox of [FIRST_MAILBOX, ...(await otherMailboxes(tx))]) {
    const { guardrail: known } = await callPacingNow(tx, mailbox);
    const guardrail = known === null ? await stopMailbox(tx, mailbox) : null;
    tripped ??= guardrail;
    if (known === null && guardrail === null) free += 1;
  }
  return free === 0 ? tripped : null;
}

async function stopMailbox(tx: TxCtx, mailbox: number): Promise<Guardrail | null> {
  const counts = await callDeliveryCounts(tx, mailbox);
  const guardrail = judgeDeliveries(counts);
  if (guardrail === null) return null;
  await upsertPacing(tx, mailbox, { guardrail, guardrail_at: tx.now().toISOString() });
  const address = (await findMailAccountRow(tx, mailbox))?.senderEmail ?? undefined;
  await appendEvent(tx, GuardrailTripped, { guardrail, address, ...counts });
  const title = `Sending${address ? ` from ${address}` : ""} was stopped: ${guardrailWords({ guardrail, ...counts })}`;
  await notify(tx, [{ type: "mailbox.guardrail_tripped", title, data: { guardrail, ...counts } }]);
  return guardrail;
}
