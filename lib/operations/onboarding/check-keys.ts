import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import { SealCredential } from "@/lib/foundation/vault/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { checkKey, type Ask, type KeyCheck } from "@/lib/providers/vendor-keys/check-key";
import { KeyRecovered, KeyStopped } from "./events";
import { followKey } from "./follow-key";
import { callKeysToCheck, findKeyClock, upsertKeyCheck, type KeyToCheck } from "./store-credential-checks";

/** A vendor takes 40 s at most; the other keys follow with the next sweep. */
const MAX_KEYS = 6;
const KEY_TIMEOUT_MS = 40_000;

/**
 * Tries the workspace's keys at vendors that are due, and keeps each answer. A key that a vendor certainly refuses is told once, until it
 * works again; a vendor that is down or limits is no news. Answers how many were tried. Only for jobs.
 */
export async function checkKeys(ctx: WorkspaceCtx, { ask }: { ask?: Ask } = {}): Promise<number> {
  requirePermission(ctx, "onboarding.write");
  const due = (await withReadTransaction(ctx, callKeysToCheck)).slice(0, MAX_KEYS);
  for (const key of due) await tryKey(ctx, key, ask);
  return due.length;
}

async function tryKey(ctx: WorkspaceCtx, key: KeyToCheck, ask?: Ask): Promise<void> {
  const at = ctx.now();
  const check = await answerFor(ctx, key, ask);
  await withTransaction(ctx, async (tx) => {
    // No event: a key that was deleted meanwhile has no answer.
    const saved = (await listCredentials(tx)).find(({ credential_id }) => credential_id === key.credentialId);
    if (!saved) return;
    const before = (await findKeyClock(tx, key.credentialId)) ?? { rightAt: null, brokenSince: null };
    const clock = followKey(before, check.outcome, at);
    await upsertKeyCheck(tx, { credentialId: key.credentialId, check, at, clock });
    const { name } = saved;
    if (before.brokenSince === null && clock.brokenSince !== null) {
      await appendEvent(tx, KeyStopped, { credentialId: key.credentialId, name, words: check.message });
      const title = `The key “${name}” does not work. ${check.message}`;
      await notify(tx, [{ type: "credential.stopped", title, data: { credential_id: key.credentialId } }]);
    }
    if (before.brokenSince !== null && clock.brokenSince === null)
      await appendEvent(tx, KeyRecovered, { credentialId: key.credentialId, name });
  });
}

async function answerFor(ctx: WorkspaceCtx, { credentialId, type }: KeyToCheck, ask?: Ask): Promise<KeyCheck> {
  try {
    const data = await revealCredential(ctx, { credentialId, type });
    const key = SealCredential.parse({ type, data });
    if (key.type === "imap") throw new Error("a mailbox is no key at a vendor");
    return await checkKey(key, AbortSignal.timeout(KEY_TIMEOUT_MS), ask);
  } catch (error) {
    if (error instanceof AppError && error.code === "credential.incomplete")
      return { outcome: "wrong", message: "It is incomplete. Enter it again." };
    throw error;
  }
}
