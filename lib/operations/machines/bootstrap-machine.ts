import { createPublicKey, X509Certificate } from "node:crypto";
import type { Bootstrap } from "@/lib/contracts/bootstrap";
import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { findVendor } from "./find-vendor";
import { lockByToken, setIdentity, setSuspected, type Bootstrapping } from "./store-bootstraps";

const PATIENCE_MS = 20_000;

/**
 * Takes a machine's first words. Its token counts once, within an hour after the machine ran first, for the droplet that the row names, from
 * the address that the vendor itself reports for it; then its key and its certificate are kept. The same words again are answered alike,
 * since the first answer may have been lost; the token with another key is an alert, and the machine goes into quarantine. 401
 * `machine.refused` says no more; 503 `machine.not_ready` while the vendor's answer is not here.
 */
export async function bootstrapMachine(ctx: SystemCtx, words: Bootstrap): Promise<{ name: string }> {
  // No permission: the token, the droplet and its address are what lets it in.
  // No event: the step of the launch that waits for this tells of it.
  const { requestId, db, now } = ctx;
  const base = { requestId, db, now };
  requireKeys(words);
  const hash = sha256(words.token);
  const known = await withServiceTransaction(base, (tx) => lockByToken(tx, hash));
  if (!known) throw refused("its token is not known");
  await requireItsAddress(ctx, known, words);
  const outcome = await withServiceTransaction(base, (tx) => take(tx, hash, words));
  if (outcome !== null) throw refused(outcome);
  return { name: known.name };
}

function requireKeys({ public_key, certificate }: Bootstrap): void {
  try {
    if (createPublicKey(public_key).asymmetricKeyType === "ed25519" && new X509Certificate(certificate).raw.length > 0)
      return;
  } catch (cause) {
    throw new AppError("invalid", "The key or the certificate cannot be read.", { code: "machine.keys", cause });
  }
  throw new AppError("invalid", "The key must be an Ed25519 key.", { code: "machine.keys" });
}

async function requireItsAddress(ctx: SystemCtx, { name, vendor_id }: Bootstrapping, words: Bootstrap): Promise<void> {
  if (vendor_id === null) throw notReady();
  if (words.vendor_id !== vendor_id) throw refused("it is another droplet");
  const vendor = await findVendor(ctx);
  const seen = await vendor?.findMachine(vendor_id, AbortSignal.timeout(PATIENCE_MS));
  if (!seen || seen.name !== name || seen.address === null) throw notReady();
  if (seen.address !== ctx.address) throw refused("it calls from another address than its own");
}

/** Why it is refused; null when it is taken. */
async function take(tx: ServiceTx, hash: string, words: Bootstrap): Promise<string | null> {
  const machine = await lockByToken(tx, hash);
  if (!machine || !["creating", "handshaking", "ready"].includes(machine.state)) return "it is wanted no longer";
  if (machine.bootstrapped_at !== null) {
    if (machine.public_key === words.public_key) return null;
    await setSuspected(tx, machine.id);
    return "its token was used before, with another key";
  }
  const { bootstrap_expires_at: expiresAt } = machine;
  if (expiresAt !== null && Date.parse(expiresAt) < tx.now().getTime()) return "its token has expired";
  return (await setIdentity(tx, machine.id, words)) ? null : "its token was used meanwhile";
}

function refused(reason: string): AppError {
  log().warn({ reason }, "a machine's first words were refused");
  return new AppError("unauthenticated", "This machine is not known here.", { code: "machine.refused" });
}

const notReady = (): AppError =>
  new AppError("unavailable", "The vendor has not described this machine yet. Try again in ten seconds.", {
    code: "machine.not_ready",
  });
