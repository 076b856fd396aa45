import { CompactSign } from "jose";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { Head, LogName } from "./schemas";
import { currentSigningKey } from "./signing-key";
import { selectHead } from "./store";

/**
 * The log's head as a compact JWS (EdDSA, RFC 8037) with its public key in the header. Kept outside, it later shows whether lines up to
 * here were cut off.
 */
export async function signHead(ctx: AdminCtx, log: LogName): Promise<{ head: Head; jws: string }> {
  requireAdmin(ctx);
  const tail = await withServiceTransaction(ctx, (tx) => selectHead(tx, log));
  const head: Head = { log, ...tail, at: ctx.now().toISOString() };
  const { kid, privateKey, jwk } = await currentSigningKey();
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(head)))
    .setProtectedHeader({ alg: "EdDSA", typ: "audit-head+jws", kid, jwk })
    .sign(privateKey);
  return { head, jws };
}
