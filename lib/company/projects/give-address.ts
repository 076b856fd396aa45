import { requirePermission } from "@/lib/foundation/access/require-permission";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { addressesFor, freshAddress } from "./reply-address";
import type { EmailIdentity } from "./schemas";
import { findActiveIdentity, insertIdentity } from "./store-identities";

type Wanted = { projectId: string; name: string; isFresh?: boolean };

/**
 * Gives a company its email address in the caller's transaction, made of its name, or one that the name does not tell. One that has an
 * address keeps it.
 */
export async function giveAddress(tx: TxCtx, { projectId, name, isFresh = false }: Wanted): Promise<EmailIdentity> {
  requirePermission(tx, "projects.write");
  const provider = env().RESEND_API_KEY === undefined ? "outbox" : "resend";
  const candidates = isFresh ? [freshAddress(name), freshAddress(name)] : addressesFor(name);
  for (const address of candidates) {
    const identity = await insertIdentity(tx, { id: newId(), projectId, address, provider });
    // No event: the address begins with the company, and the caller's line says so.
    if (identity) return identity;
    const present = await findActiveIdentity(tx, projectId);
    if (present) return present;
  }
  throw new AppError("conflict", "No free email address was found for this company. Try again.", {
    code: "email_identity.taken",
    retryable: true,
  });
}
