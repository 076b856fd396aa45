import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/foundation/vault/mask";
import { findUnsubscribeRow, type UnsubscribeRow } from "./store-unsubscribes";

/** The public part of a link: never the whole address, because the holder of the link may not be its owner. */
export type Unsubscribe = { companyName: string | null; maskedEmail: string; unsubscribed: boolean };

const TOKEN = /^[0-9a-f]{48}$/;
/** An invalid token is looked up as one that cannot exist, so that both answers take equally long. */
const NO_TOKEN = "-";

export function lookUpToken(ctx: SystemCtx, token: string): Promise<UnsubscribeRow | null> {
  return withServiceTransaction(ctx, (tx) => findUnsubscribeRow(tx, TOKEN.test(token) ? token : NO_TOKEN));
}

export const shownTo = ({ companyName, email, confirmedAt }: UnsubscribeRow): Unsubscribe => ({
  companyName,
  maskedEmail: maskAddress(email),
  unsubscribed: confirmedAt !== null,
});

/** The link of a mail, for whoever holds it; null for an unknown one. Changes nothing. */
export async function findUnsubscribe(ctx: SystemCtx, token: string): Promise<Unsubscribe | null> {
  const row = await lookUpToken(ctx, token);
  return row && shownTo(row);
}
