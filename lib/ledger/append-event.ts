import type { Actor } from "@/lib/platform/ctx";
import type { EventContract } from "@/lib/platform/contracts";
import type { TxCtx } from "@/lib/platform/transaction";
import { findFirstProjectId, insertEntry } from "./store";

function actorId(actor: Actor): string | null {
  if (actor.type === "user") return actor.userId;
  if (actor.type === "webhook") return actor.tokenId;
  return actor.type === "job" ? actor.job : null;
}

/**
 * Writes one line of the ledger in the caller's transaction. Without a project it goes to the workspace's first one;
 * a workspace without any project keeps no ledger.
 */
export async function appendEvent<P>(
  tx: TxCtx,
  event: EventContract<P>,
  payload: P,
  of: { projectId?: string | null } = {},
): Promise<void> {
  const projectId = of.projectId ?? (await findFirstProjectId(tx));
  if (!projectId) return;
  const data = event.payload.parse(payload);
  await insertEntry(tx, {
    projectId,
    type: event.type,
    message: event.describe(data),
    data,
    actorType: tx.actor.type,
    actorId: actorId(tx.actor),
  });
}
