import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { WebhookTokenIssued } from "./events";
import { issueWebhookToken, type IssuedToken } from "./issue-webhook-token";

/** Issues a new webhook token in the caller's transaction and puts it into the workspace's n8n; all others end after the overlap. */
export async function replaceWebhookToken(tx: TxCtx, overlapHours: number): Promise<IssuedToken> {
  const issued = await issueWebhookToken(tx, overlapHours);
  await appendEvent(tx, WebhookTokenIssued, issued.issued);
  await enqueue(tx, RefreshCredentials, { workspaceId: tx.workspaceId });
  return issued;
}
