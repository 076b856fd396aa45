import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { findApproval } from "./store";
import type { StoredApproval } from "./schemas";

/** A proposal of this workspace; 404 `approval.not_found`. */
export async function requireApproval(
  tx: TxCtx,
  approvalId: string,
  options: { lock?: boolean } = {},
): Promise<StoredApproval> {
  const found = await findApproval(tx, approvalId, options);
  if (!found) throw new AppError("not_found", "There is no such proposal here.", { code: "approval.not_found" });
  return found;
}
