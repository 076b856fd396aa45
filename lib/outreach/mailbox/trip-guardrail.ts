import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import { GuardrailTripped, guardrailWords } from "./events";
import { judgeDeliveries } from "./judge-deliveries";
import type { Guardrail } from "./schemas";
import { callDeliveryCounts, callPacingNow, upsertPacing } from "./store-pacing";

/**
 * Stops the account when too many emails bounced or were reported as spam, in the caller's transaction: nothing is claimed from this commit
 * on, and the founders are told once. Answers the guardrail that it set now; null while the numbers are fine, and when one is set already.
 */
export async function tripGuardrail(tx: TxCtx): Promise<Guardrail | null> {
  const { guardrail: known } = await callPacingNow(tx);
  if (known !== null) return null;
  const counts = await callDeliveryCounts(tx);
  const guardrail = judgeDeliveries(counts);
  if (guardrail === null) return null;

  await upsertPacing(tx, { guardrail, guardrail_at: tx.now().toISOString() });
  await appendEvent(tx, GuardrailTripped, { guardrail, ...counts });
  const title = `Sending was stopped: ${guardrailWords({ guardrail, ...counts })}`;
  await notify(tx, [{ type: "mailbox.guardrail_tripped", title, data: { guardrail, ...counts } }]);
  return guardrail;
}
