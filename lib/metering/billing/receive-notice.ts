import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import type { PaymentNotice } from "@/lib/providers/payments/port";
import { SyncCustomer } from "./jobs";
import { findWorkspaceOfCustomer } from "./store";
import { insertNotice } from "./store-notices";

/**
 * A message of the payment provider, as a bell: its id is stored with the job that reads the customer again, once. Its content decides nothing;
 * the workspace is the one that stored this customer, and a message about any other customer does nothing.
 */
export async function receiveNotice(ctx: SystemCtx, { id, type, customerId }: PaymentNotice): Promise<void> {
  const { requestId, db, now } = ctx;
  const workspaceId =
    customerId === null
      ? null
      : await withServiceTransaction({ requestId, db, now }, (tx) => findWorkspaceOfCustomer(tx, customerId));
  if (workspaceId === null) {
    log().info({ notice: id, type }, "a payment message about no customer of ours");
    return;
  }
  const inside: WorkspaceCtx = {
    requestId,
    db,
    now,
    workspaceId,
    actor: { type: "job", job: "billing.receive_notice" },
    whileFrozen: true,
  };
  // No permission: the signature was checked, and the message decides nothing.
  // No event: the reading that follows says what changed.
  await withTransaction(inside, async (tx) => {
    if (await insertNotice(tx, { id, type })) await enqueue(tx, SyncCustomer, { workspaceId });
  });
}
