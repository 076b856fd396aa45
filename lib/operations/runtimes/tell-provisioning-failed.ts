import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { RuntimeFailed } from "./events";
import { MailRuntimeTrouble } from "./jobs";
import { namesOf } from "./parts";
import type { RuntimeParts } from "./schemas";
import { partColumns, updateInstance } from "./store";

type Failed = {
  projectId: string;
  attempt: number;
  step: string | null;
  error: string;
  advice: string;
  /** The parts that could not be taken away. */
  made: RuntimeParts;
};

/**
 * Leaves the company on the shared runtime after a failed attempt and tells its founders once, by the ledger, the bell and email, why and
 * what to do; in the caller's transaction, which ends the attempt.
 */
export async function tellProvisioningFailed(tx: TxCtx, failed: Failed): Promise<void> {
  const { projectId, attempt, step, error, advice, made } = failed;
  await updateInstance(tx, projectId, { ...partColumns(made), mode: "shared", status: "failed" });
  await appendEvent(tx, RuntimeFailed, { attempt, step, error, advice, left: namesOf(made) }, { projectId });
  const title = "Your company’s own runtime could not be set up: its work stays on the shared one";
  const data = { project_id: projectId, step, advice, excerpt: `${error} ${advice}` };
  await notify(tx, [{ type: "runtime.failed", title, data }]);
  await enqueue(tx, MailRuntimeTrouble, {
    workspaceId: tx.workspaceId,
    projectId,
    kind: "failed",
    number: attempt,
  });
}
