import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findEndedSession } from "./store";

/** Whether a session of the built-in sign-in was signed out. Asked at each request: only a machine of one's own has such sessions. */
export async function isSessionEnded(ctx: SystemCtx, sessionId: string): Promise<boolean> {
  return withServiceTransaction(ctx, (tx) => findEndedSession(tx, sessionId));
}
