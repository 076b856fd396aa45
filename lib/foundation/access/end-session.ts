import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { insertEndedSession } from "./store";

/** Ends a session of the built-in sign-in before its token expires: from now on the token is 401 in every process. */
export async function endSession(ctx: SystemCtx, session: { id: string; expiresAt: string }): Promise<void> {
  // No permission: the holder of the session's own token ends it. No event: the login audit has its line.
  await withServiceTransaction(ctx, (tx) => insertEndedSession(tx, session));
}
