import { splitAddress } from "@/lib/company/projects/reply-address";
import type { TxCtx } from "@/lib/platform/transaction";
import { bareSubject } from "./machine-signs";
import type { ParsedMessage } from "./schemas";
import { findByReference, findBySentId, findByToken, type StoredThread } from "./store-conversations";
import { readTag } from "./thread-address";

const TOKEN_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

export type ThreadMatch =
  | { thread: StoredThread | null; by: "token" | "in_reply_to" | "references" | "new" }
  | { thread: null; by: "expired_token" | "retired_address" };

type Asked = { message: ParsedMessage; projectId: string; recipient: string; isRetired: boolean; sender: string };

/**
 * The conversation of a message: by the signed address it was sent to, by the email of ours that it answers, by its references together
 * with subject and sender, or none yet. An address that was replaced goes on for the addresses of its conversations alone, for 90 days.
 */
export async function matchThread(tx: TxCtx, asked: Asked): Promise<ThreadMatch> {
  const { message, projectId, recipient, isRetired, sender } = asked;
  const token = readTag(splitAddress(recipient).tag, projectId);
  const named = token === null ? null : await findByToken(tx, { projectId, token });
  if (named && named.token_revoked_at === null) {
    if (named.rotated_at === null || !isOver(named.rotated_at, tx.now())) return { thread: named, by: "token" };
    return { thread: null, by: "expired_token" };
  }
  if (isRetired) return { thread: null, by: "retired_address" };
  const ids = [...message.inReplyTo, ...message.returned];
  const answered = ids.length === 0 ? null : await findBySentId(tx, { projectId, messageIds: ids });
  if (answered) return { thread: answered, by: "in_reply_to" };
  const messageIds = [...new Set([...message.references, ...message.inReplyTo])];
  const subjectKey = bareSubject(message.subject);
  const referred =
    messageIds.length === 0 ? null : await findByReference(tx, { projectId, messageIds, subjectKey, sender });
  return referred ? { thread: referred, by: "references" } : { thread: null, by: "new" };
}

const isOver = (rotatedAt: string, now: Date): boolean => now.getTime() - Date.parse(rotatedAt) > TOKEN_DAYS * DAY_MS;
