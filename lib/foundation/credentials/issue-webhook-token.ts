import type { z } from "zod";
import { actorId } from "@/lib/platform/ctx";
import { newSecret, sha256 } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { encrypt } from "@/lib/foundation/vault/cipher";
import { holdAccess } from "@/lib/foundation/access/hold-access";
import type { WebhookTokenIssued } from "./events";
import { findCurrentToken, insertWebhookToken, retireOtherTokens } from "./store-webhook-tokens";

export type IssuedToken = {
  token: string;
  issued: z.infer<typeof WebhookTokenIssued.payload>;
  /** The last four characters of the token that was current until now. */
  replaced: string | null;
};

/** Makes a new token and lets the others end after the overlap. The plain token exists only in the answer; `issued` is for the ledger. */
export async function issueWebhookToken(tx: TxCtx, overlapHours: number): Promise<IssuedToken> {
  const token = newSecret();
  const lastFour = token.slice(-4);
  await holdAccess(tx);
  const replaced = (await findCurrentToken(tx))?.last_four ?? null;
  const tokenId = await insertWebhookToken(tx, {
    hash: sha256(token),
    encrypted: encrypt(tx.workspaceId, token),
    lastFour,
    createdBy: actorId(tx.actor) ?? tx.actor.type,
  });
  await retireOtherTokens(tx, tokenId, overlapHours);
  return { token, issued: { tokenId, lastFour, overlapHours, isRotation: false }, replaced };
}
