import type { TxCtx } from "@/lib/platform/transaction";
import type { Role } from "@/lib/foundation/access/schemas";
import { insertMember } from "./store-members";

/** Makes a person a member, in the caller's transaction. The caller has checked their right to it and writes the ledger. */
export async function addMember(tx: TxCtx, member: { userId: string; email: string; role: Role }): Promise<void> {
  await insertMember(tx, member);
}
