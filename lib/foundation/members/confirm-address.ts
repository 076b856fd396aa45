import { z } from "zod";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { openLink, signLink } from "@/lib/foundation/vault/sign-link";
import { MemberAddressConfirmed } from "./events";
import { saveMemberAddress } from "./store-addresses";

const AUDIENCE = "member.address";
const Claims = z.object({ workspace: z.uuid(), user: z.string(), email: z.string() });

/** The token of the link that an address is confirmed by: for one member, of one workspace. */
export const signAddressLink = (claims: z.infer<typeof Claims>, expiresAt: Date): Promise<string> =>
  signLink({ audience: AUDIENCE, claims, expiresAt });

/**
 * Adds the address that a link was sent to as one of the member's own: whoever reads email there is signed in here as well. 403
 * `link.expired`, `link.invalid`, or `link.of_another` for a link of another member; 409 `member_address.taken`.
 */
export async function confirmAddress(ctx: WorkspaceCtx, { token }: { token: string }): Promise<{ email: string }> {
  requirePermission(ctx, "email.write");
  const { workspace, user, email } = Claims.parse(await openLink({ audience: AUDIENCE, token, now: ctx.now() }));
  if (ctx.actor.type !== "user" || workspace !== ctx.workspaceId || user !== actorId(ctx.actor)) {
    throw new AppError("forbidden", "This link is for another member. Sign in as the one who asked for it.", {
      code: "link.of_another",
    });
  }
  await withTransaction(ctx, async (tx) => {
    if (!(await saveMemberAddress(tx, { userId: user, email }))) {
      throw new AppError("conflict", "This address is another member's.", { code: "member_address.taken" });
    }
    await appendEvent(tx, MemberAddressConfirmed, { userId: user });
  });
  return { email };
}
