import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { WebhookTokenIssued } from "./events";
import { issueWebhookToken, type IssuedToken } from "./issue-webhook-token";

/** Issues a new webhook token in the caller's transaction, and has it put into the workspace's n8n; all others end after the overlap. */
export async function replaceWebhookToken(tx: TxCtx, overlapHours: number): Promise<IssuedToken> {
  const issued = await issueWebhookToken(tx, overlapHours);
  await appendEvent(tx, WebhookTokenIssued, { ...issued.issued, isRotation: true });
  return issued;
}
