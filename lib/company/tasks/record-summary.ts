import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { originOf } from "@/lib/company/approvals/origin-of";
import { aboutTask } from "./about-task";
import { TaskFinished } from "./events";
import { requireTask } from "./require-task";
import { insertTask } from "./store";

/** Writes down work of an agent that is over and has nothing to verify, in the caller's transaction: finished, which is less than done. */
export async function recordSummary(
  tx: TxCtx,
  { projectId, title, description }: { projectId: string; title: string; description: string },
): Promise<string> {
  const id = newId();
  await insertTask(tx, {
    id,
    projectId,
    title,
    description,
    contract: null,
    agent: actorId(tx.actor) ?? tx.actor.type,
    origin: originOf(tx.actor),
    state: "finished",
    recommendationId: null,
    createdBy: actorId(tx.actor),
  });
  const task = await requireTask(tx, id);
  const why = "Nothing to verify.";
  await appendEvent(tx, TaskFinished, { ...aboutTask(task), why, verified: false }, { projectId });
  return id;
}
