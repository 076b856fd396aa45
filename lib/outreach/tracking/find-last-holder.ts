import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectLastHolder } from "./store-holders";

/** The workspace whose links a host carried last, also one that gave it up or was deleted; null: it never carried any. */
export const findLastHolder = ({ requestId, db, now }: SystemCtx, host: string): Promise<string | null> =>
  withServiceTransaction({ requestId, db, now }, (tx) => selectLastHolder(tx, host));
