import { compactVerify, decodeProtectedHeader } from "jose";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { recordServiceAudit } from "./record-audit";
import { Head, type LogName, type Verification } from "./schemas";
import { signingKeys } from "./signing-key";
import { findHash } from "./store";
import { verifyLog } from "./verify-log";

/** `missing_from`: from which number on, at the latest, lines are gone or others than those the head was signed over. */
export type Completeness = Verification & { complete: boolean; missing_from: number | null; signed_head: Head };

const refuse = (code: string, message: string, cause?: unknown): AppError =>
  new AppError("impossible", message, { code, details: { field: "head" }, cause });

function keyIdOf(jws: string): string {
  try {
    return String(decodeProtectedHeader(jws).kid);
  } catch (cause) {
    throw refuse("signed_head.unreadable", "This is no signed head: paste the whole content of its file.", cause);
  }
}

/** The head's claims, after verifying its signature with a key of this installation; the head never chooses the key. */
async function readHead(jws: string, log: LogName): Promise<Head> {
  const kid = keyIdOf(jws);
  const key = (await signingKeys()).find((known) => known.kid === kid);
  if (!key) {
    const message =
      "This head was signed with a key that is not ours: by another installation, or under a master key that is no longer configured in ENCRYPTION_MASTER_KEY_PREVIOUS.";
    throw refuse("signed_head.unknown_key", message);
  }
  const { payload } = await compactVerify(jws, key.publicKey, { algorithms: ["EdDSA"] }).catch((cause: unknown) => {
    throw refuse("signed_head.forged", "The signature does not fit: this head was changed after it was signed.", cause);
  });
  const head = Head.parse(JSON.parse(new TextDecoder().decode(payload)));
  if (head.log === log) return head;
  throw refuse("signed_head.other_log", `This is a head of ${head.log}, not of ${log}: check it there.`);
}

/** Verifies a log and whether everything up to a head that was signed earlier is still there. The check itself is recorded. */
export async function verifyAgainstHead(
  ctx: AdminCtx,
  { log, head }: { log: LogName; head: string },
): Promise<Completeness> {
  requireAdmin(ctx);
  const signed = await readHead(head, log);
  const chain = await verifyLog(ctx, log);
  const hash = await withServiceTransaction(ctx, (tx) => findHash(tx, log, signed.seq));
  const complete = signed.seq === 0 || hash === signed.hash;
  const lastSeq = chain.head?.seq ?? 0;
  const missing = complete ? null : Math.min(lastSeq + 1, signed.seq);
  const answer = { ...chain, complete, missing_from: missing, signed_head: signed };
  const { ok, rows, broken_seq } = chain;
  await withServiceTransaction(ctx, (tx) =>
    recordServiceAudit(tx, {
      action: "audit_log.verified",
      actor: { type: "admin", id: ctx.user.userId },
      workspaceId: null,
      target: { type: "log", id: log },
      after: { ok, rows, broken_seq, complete, missing_from: missing, signed_seq: signed.seq, signed_at: signed.at },
    }),
  );
  return answer;
}
