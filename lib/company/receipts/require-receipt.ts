import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Receipt } from "./schemas";
import { findReceipt } from "./store";

/** A receipt of this workspace; 404 `receipt.not_found`. */
export async function requireReceipt(tx: TxCtx, receiptId: string): Promise<Receipt> {
  const found = await findReceipt(tx, receiptId);
  if (!found) throw new AppError("not_found", "There is no such receipt here.", { code: "receipt.not_found" });
  return found;
}
