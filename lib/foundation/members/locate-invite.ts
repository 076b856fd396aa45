import type { UserCtx } from "@/lib/platform/ctx";
import { sha256 } from "@/lib/platform/ids";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { AcceptInvite } from "./schemas";
import { findInviteByHash, type FoundInvite } from "./store-invites";

/** The invitation behind a link's token, past RLS: whoever holds it is in no workspace yet. Null if there is none. */
export function locateInvite(ctx: UserCtx, { token }: AcceptInvite): Promise<FoundInvite | null> {
  return withServiceTransaction(ctx, (tx) => findInviteByHash(tx, sha256(token)));
}
