import { requirePermission } from "@/lib/foundation/access/require-permission";
import { shortMac } from "@/lib/foundation/vault/short-mac";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import type { Permission } from "@/lib/platform/permissions";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { isSigned, readClickToken } from "./click-token";
import { findClaimants } from "./find-claimants";
import { ReportClicks } from "./jobs";
import { linksIn } from "./links-in";
import { lookUpClaim } from "./look-up-claim";
import type { Machine } from "./schemas";
import { insertClick } from "./store-clicks";

/** A link works this long after its email was handed out. */
const LIFE_MS = 365 * 24 * 60 * 60 * 1000;
const RECIPIENT_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>(["email.write"]);

type Click = {
  token: string;
  /** The company's host that the request came to; null for our own. */
  host: string | null;
  machine: Machine | null;
};

/**
 * The address that a counted link leads to, and keeps that it was asked for; a job judges later whether a person did. Null for a token that
 * we did not sign, that is older than a year, whose email is gone, or that came to the host of another company. The address is always one
 * that stands in the email as it was handed out.
 */
export async function takeClick(ctx: SystemCtx, { token, host, machine }: Click): Promise<string | null> {
  const asked = readClickToken(token);
  const email = asked && (await lookUpClaim(ctx, asked.claimId));
  if (!asked || !email || email.text === null) return null;
  const { workspaceId, text, claimedAt } = email;
  const { claimId, link, mac } = asked;
  if (!isSigned({ workspaceId, claimId, link }, mac)) return null;
  if (ctx.now().getTime() - claimedAt.getTime() > LIFE_MS) return null;
  if (host !== null && !(await findClaimants(ctx, host)).some((claimant) => claimant.workspaceId === workspaceId))
    return null;
  const url = linksIn(text)[link];
  if (url === undefined) return null;

  const { requestId, db, now, address = "" } = ctx;
  const actor = { type: "recipient", permissions: RECIPIENT_PERMISSIONS } as const;
  // A recipient's link works whatever the workspace's state.
  const inside: WorkspaceCtx = { requestId, db, now, workspaceId, actor, whileFrozen: true };
  requirePermission(inside, "email.write");
  // No event: a click becomes one once it is judged.
  await withTransaction(inside, async (tx) => {
    const visitor = shortMac({ audience: "click-visitor", text: `${claimId}:${address}` });
    if (await insertClick(tx, { claimId, link, visitor, machine })) await enqueue(tx, ReportClicks, { workspaceId });
  });
  return new URL(url).href;
}
