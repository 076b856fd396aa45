import type { TxCtx } from "@/lib/platform/transaction";
import { replaceDailyCosts } from "./store-daily-costs";

/** Counts a workspace's settled model calls anew by the days of its time zone. The transaction must be alone in the workspace. */
export const recountDailyCosts = (tx: TxCtx): Promise<void> => replaceDailyCosts(tx);
