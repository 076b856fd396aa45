import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { SendingRouteChosen } from "./events";
import { SettleSendingRoute } from "./jobs";
import type { SendingRoute } from "./schemas";
import { lockIgnition } from "./store";
import { setSendingChoice } from "./store-sending";

/** Keeps a person's choice and enqueues what follows, in the caller's transaction; answers the choice of before. 422 `ignition.not_launched`. */
export async function keepSendingChoice(tx: TxCtx, choice: SendingRoute | null): Promise<SendingRoute | null> {
  // No permission: the callers asked; a part of their transactions.
  const ignition = await lockIgnition(tx);
  if (!ignition) {
    throw new AppError("impossible", "This workspace has no outreach engine yet: launch it first.", {
      code: "ignition.not_launched",
    });
  }
  const before = ignition.sending.choice;
  if (before === choice) return before;
  await setSendingChoice(tx, choice);
  await appendEvent(tx, SendingRouteChosen, { choice });
  await enqueue(tx, SettleSendingRoute, { workspaceId: tx.workspaceId });
  return before;
}
