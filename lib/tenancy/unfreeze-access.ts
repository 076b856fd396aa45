import { z } from "zod";
import { appendEvent } from "@/lib/ledger/append-event";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { WebhookTokenIssued } from "./events";
import { issueWebhookToken } from "./issue-webhook-token";
import { setActive } from "./store-freeze";
import { takeHeldJobs, type HeldJob } from "./store-held-jobs";

type Opened = { tokenId: string; lastFour: string; heldJobs: number };

/**
 * Opens the doors again, in the caller's transaction: a new webhook token, and every job that was held is enqueued under the key it had.
 * Revoked keys stay revoked. Null, and nothing happens, when the workspace is not frozen.
 */
export async function unfreezeAccess(tx: TxCtx): Promise<Opened | null> {
  if (!(await setActive(tx))) return null;
  const { issued } = await issueWebhookToken(tx, 0);
  await appendEvent(tx, WebhookTokenIssued, issued);
  const held = await takeHeldJobs(tx);
  for (const job of held) await enqueueAgain(tx, job);
  return { tokenId: issued.tokenId, lastFour: issued.lastFour, heldJobs: held.length };
}

/** The queue knows the job's policy and limits by its name; its payload was checked when it was first enqueued. */
function enqueueAgain(tx: TxCtx, { name, payload, singletonKey }: HeldJob): Promise<void> {
  const contract = {
    name,
    payload: z.record(z.string(), z.unknown()),
    policy: "standard",
    retryLimit: 0,
    expireInSeconds: 0,
    ...(singletonKey !== null && { key: () => singletonKey }),
  } as const;
  return enqueue(tx, contract, payload);
}
