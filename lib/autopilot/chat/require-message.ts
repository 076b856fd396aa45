import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ChatMessageRef } from "./schemas";
import { findMessage, type StoredMessage } from "./store";

/** A message of this company's chat; 404 `chat.message_not_found`. */
export async function requireMessage(tx: TxCtx, ref: ChatMessageRef): Promise<StoredMessage> {
  const found = await findMessage(tx, ref);
  if (!found) throw new AppError("not_found", "There is no such message here.", { code: "chat.message_not_found" });
  return found;
}
