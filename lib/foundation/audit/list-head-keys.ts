import { type JWK } from "jose";
import type { AdminCtx } from "@/lib/platform/ctx";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { signingKeys } from "./signing-key";

/** The public keys that heads of this installation can be checked with, as a JWK set (RFC 7517), the current one first. */
export async function listHeadKeys(ctx: AdminCtx): Promise<{ keys: JWK[] }> {
  requireAdmin(ctx);
  return { keys: (await signingKeys()).map(({ jwk }) => jwk) };
}
