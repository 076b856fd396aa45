import type { SystemCtx } from "@/lib/platform/ctx";
import { findClaimants } from "./find-claimants";
import { lookUpClaim } from "./look-up-claim";

/** A link or a picture works this long after its email was handed out. */
const LIFE_MS = 365 * 24 * 60 * 60 * 1000;

type Asked = {
  claimId: string;
  /** The company's host that the request came to; null for our own. */
  host: string | null;
  isSigned: (workspaceId: string) => boolean;
};

/**
 * The email that a signed link or picture stands in; null for one that we did not sign, that is older than a year, whose person was erased,
 * or that came to the host of another company.
 */
export async function findLinkEmail(
  ctx: SystemCtx,
  { claimId, host, isSigned }: Asked,
): Promise<{ workspaceId: string; text: string } | null> {
  const email = await lookUpClaim(ctx, claimId);
  if (!email || email.text === null || !isSigned(email.workspaceId)) return null;
  const { workspaceId, text, claimedAt } = email;
  if (ctx.now().getTime() - claimedAt.getTime() > LIFE_MS) return null;
  if (host !== null && !(await findClaimants(ctx, host)).some((claimant) => claimant.workspaceId === workspaceId))
    return null;
  return { workspaceId, text };
}
