import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { LogName, Verification } from "./schemas";
import { verifyWindow, type Window } from "./store";

/** Rows a statement: bounds what one of them costs, however long the log is. */
const WINDOW = 2_000;

/** Walks a whole log and says whether each line is what was written, in its place. A tail that was cut off only a signed head shows. */
export async function verifyLog(ctx: AdminCtx, log: LogName): Promise<Verification> {
  requireAdmin(ctx);
  let rows = 0;
  let head: Verification["head"] = null;
  let broken: number | null = null;
  for (;;) {
    const after: Verification["head"] = head;
    const page: Window = await withServiceTransaction(ctx, (tx) => verifyWindow(tx, { log, after, limit: WINDOW }));
    rows += page.rows;
    broken ??= page.broken;
    if (page.seq !== null && page.hash !== null) head = { seq: page.seq, hash: page.hash };
    if (page.rows < WINDOW) return { ok: broken === null, rows, head, broken_seq: broken };
  }
}
