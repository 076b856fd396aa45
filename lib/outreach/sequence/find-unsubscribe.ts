import type { SystemCtx } from "@/lib/platform/ctx";
import { maskAddress } from "@/lib/platform/text";
import { type UnsubscribeRow } from "./store-unsubscribes";
import { lookUpToken } from "./look-up-token";

/** The public part of a link: never the whole address, because the holder of the link may not be its owner. */
export type Unsubscribe = { companyName: string | null; maskedEmail: string; unsubscribed: boolean };

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
