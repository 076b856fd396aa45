import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { takesPayments } from "@/lib/providers/payments/select";
import { SyncCustomer } from "./jobs";
import { selectCustomers } from "./store";

const PAGE = 500;

/** Enqueues a reading of every customer. */
export async function syncAllCustomers({ requestId, db, now }: SystemCtx): Promise<void> {
  if (!takesPayments()) return;
  const ctx = { requestId, db, now };
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const page = await withServiceTransaction(ctx, async (tx) => {
      const workspaceIds = await selectCustomers(tx, from, PAGE);
      for (const workspaceId of workspaceIds) await enqueue(tx, SyncCustomer, { workspaceId });
      return workspaceIds;
    });
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}
