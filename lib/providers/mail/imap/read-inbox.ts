import type { ImapFlow } from "imapflow";
import type { ArrivedMessage, InboxReading, ReadFrom, ReadPlace } from "../port";

const MOST_MESSAGES = 50;
const MOST_BYTES = 25 * 1024 * 1024;
/** Of a message that is larger: its headers, so that the sender and the email it answers are known. */
const HEAD_BYTES = 256 * 1024;
const DAY_MS = 24 * 60 * 60_000;
/** Numbers are 32 bits wide (RFC 9051, 2.3.1.1). */
const MAX_UID = 0xffff_ffff;

/** The new messages of the open inbox. When the connection breaks after some messages, they are the answer and the rest comes next time. */
export async function readInbox(
  client: ImapFlow,
  { place, since }: ReadFrom,
  reached: () => void,
): Promise<Extract<InboxReading, { ok: true }>> {
  reached();
  const inbox = client.mailbox;
  if (!inbox) throw new Error("The inbox is not open.");
  const uidValidity = String(inbox.uidValidity).slice(0, 20);
  const before = place?.uidValidity === uidValidity ? place.uid : null;
  const uids = await newUids(client, { before, since });
  const messages: ArrivedMessage[] = [];
  const last = (): ReadPlace => ({ uidValidity, uid: messages.at(-1)?.uid ?? before ?? 0 });
  let bytes = 0;
  for (const { uid, size } of await sizesOf(client, uids.slice(0, MOST_MESSAGES))) {
    const announced = size > MOST_BYTES ? HEAD_BYTES : size;
    if (messages.length > 0 && bytes + announced > MOST_BYTES)
      return { ok: true, place: last(), messages, isMore: true };
    try {
      const message = await messageOf(client, uid, size > MOST_BYTES ? HEAD_BYTES : MOST_BYTES);
      if (message === null) continue;
      messages.push(message);
      // A server may announce less than it sends.
      bytes += message.raw.byteLength;
    } catch (error) {
      if (messages.length === 0) throw error;
      return { ok: true, place: last(), messages, isMore: true };
    }
  }
  if (uids.length > MOST_MESSAGES) {
    return { ok: true, place: { uidValidity, uid: uids[MOST_MESSAGES - 1] ?? last().uid }, messages, isMore: true };
  }
  // Each number below `uidNext` was given before the search, which therefore saw it.
  const uid = Math.max(last().uid, Math.min(Number(inbox.uidNext || 1) - 1, MAX_UID));
  return { ok: true, place: { uidValidity, uid }, messages, isMore: false };
}

/** In the order in which the server numbered them. */
async function newUids(client: ImapFlow, { before, since }: { before: number | null; since: Date }): Promise<number[]> {
  // SINCE names a day without a time zone: the server's may be a day ahead of, or behind, ours.
  const query = before === null ? { since: new Date(since.getTime() - DAY_MS) } : { uid: `${before + 1}:*` };
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new Error("The server did not answer the search.");
  // `n:*` names the last message also where its number is lower than n.
  return found.filter((uid) => uid > (before ?? 0) && uid <= MAX_UID).toSorted((a, b) => a - b);
}

async function sizesOf(client: ImapFlow, uids: readonly number[]): Promise<{ uid: number; size: number }[]> {
  if (uids.length === 0) return [];
  const found = await client.fetchAll(uids.join(","), { uid: true, size: true }, { uid: true });
  const sizes = new Map(found.map(({ uid, size }) => [uid, size ?? 0]));
  // One that is missing was deleted since the search.
  return uids.flatMap((uid) => {
    const size = sizes.get(uid);
    return size === undefined ? [] : [{ uid, size }];
  });
}

/** Without marking it as read; null for one that was deleted meanwhile. */
async function messageOf(client: ImapFlow, uid: number, most: number): Promise<ArrivedMessage | null> {
  const source = { start: 0, maxLength: most + 1 };
  const found = await client.fetchOne(String(uid), { uid: true, source }, { uid: true });
  if (!found || !found.source) return null;
  return { uid, raw: found.source.subarray(0, most), isWhole: found.source.byteLength <= most };
}
