import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { findRecurring, type StoredRecurring } from "./store";

/** A recurring task of this company; 404 `recurring.not_found`. */
export async function requireRecurring(
  tx: TxCtx,
  { recurringId, projectId }: { recurringId: string; projectId?: string },
  options: { lock?: boolean } = {},
): Promise<StoredRecurring> {
  const found = await findRecurring(tx, recurringId, options);
  if (found && (projectId === undefined || found.project_id === projectId)) return found;
  throw new AppError("not_found", "There is no such recurring task here.", { code: "recurring.not_found" });
}
