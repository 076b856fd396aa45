import type { TxCtx } from "@/lib/platform/transaction";
import { countLaterEntries } from "./store";

type Cited = {
  projectId: string;
  /** The ids of lines. */
  cited: readonly number[];
  since: string;
  /** Beginnings of the types that count for nothing. */
  besides: readonly string[];
};

/** Whether one of the cited lines is the company's, later than a moment, and written by another hand than an agent's. */
export const areNews = async (tx: TxCtx, { projectId, cited, since, besides }: Cited): Promise<boolean> =>
  (await countLaterEntries(tx, { projectId, ids: cited, since, besides: [...besides] })) > 0;
