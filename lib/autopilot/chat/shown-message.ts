import type { ChatMessage } from "./schemas";
import type { StoredMessage } from "./store";
import { isWrittenHere } from "./running-replies";

/** The process that writes a reply gives a sign at least every five seconds. */
const SILENT_MS = 15_000;

/** Whether the process that wrote a reply is gone. */
export const isGivenUp = ({ id, heartbeat_at }: { id: string; heartbeat_at: string | null }, now: Date): boolean =>
  !isWrittenHere(id) && now.getTime() - Date.parse(heartbeat_at ?? "1970-01-01") > SILENT_MS;

/** A message as it is shown: a reply whose process died is interrupted, whatever its row still says. */
export function shownMessage({ heartbeat_at, ...message }: StoredMessage, now: Date): ChatMessage {
  const isDead = message.status === "running" && isGivenUp({ id: message.id, heartbeat_at }, now);
  return isDead ? { ...message, status: "interrupted" } : message;
}
