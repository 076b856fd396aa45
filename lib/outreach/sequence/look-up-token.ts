import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findUnsubscribeRow, type UnsubscribeRow } from "./store-unsubscribes";

const TOKEN = /^[0-9a-f]{48}$/;

/** An invalid token is looked up as one that cannot exist, so that both answers take equally long. */
const NO_TOKEN = "-";

export function lookUpToken(ctx: SystemCtx, token: string): Promise<UnsubscribeRow | null> {
  return withServiceTransaction(ctx, (tx) => findUnsubscribeRow(tx, TOKEN.test(token) ? token : NO_TOKEN));
}
