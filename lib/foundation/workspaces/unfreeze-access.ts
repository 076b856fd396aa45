import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { WebhookTokenIssued } from "@/lib/foundation/credentials/events";
import { issueWebhookToken } from "@/lib/foundation/credentials/issue-webhook-token";
import { releaseJobs } from "./release-workflows";
import { isClosed, setActive } from "./store-freeze";

type Opened = { tokenId: string; lastFour: string; heldJobs: number };

/**
 * Opens the doors again, in the caller's transaction: a new webhook token, and every job that was held is enqueued under the key it had,
 * but those that publish or start workflows when `holdWorkflows` says so: they wait for `releaseWorkflows`. Revoked keys stay revoked.
 * Null, and nothing happens, when the workspace is not frozen; 409 `workspace.closed` when its company was deleted.
 */
export async function unfreezeAccess(tx: TxCtx, { holdWorkflows = false } = {}): Promise<Opened | null> {
  if (await isClosed(tx)) {
    throw new AppError("conflict", "The owner deleted this company. Its workspace stays closed.", {
      code: "workspace.closed",
    });
  }
  if (!(await setActive(tx, holdWorkflows))) return null;
  const { issued } = await issueWebhookToken(tx, 0);
  await appendEvent(tx, WebhookTokenIssued, issued);
  const heldJobs = await releaseJobs(tx, holdWorkflows ? "unless_until_restored" : "all");
  return { tokenId: issued.tokenId, lastFour: issued.lastFour, heldJobs };
}
