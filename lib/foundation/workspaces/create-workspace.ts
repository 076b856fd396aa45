import type { z } from "zod";
import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withServiceTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { WebhookTokenIssued } from "@/lib/foundation/credentials/events";
import { issueWebhookToken } from "@/lib/foundation/credentials/issue-webhook-token";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import type { Workspace } from "./schemas";
import { slugOf } from "./slug";
import { addMember } from "@/lib/foundation/members/add-member";
import { insertWorkspace, isSlugTaken } from "./store";

/** A context in a workspace that does not exist yet, for the person who is about to own it. */
export function newWorkspaceCtx(ctx: UserCtx): WorkspaceCtx {
  const { user, ...request } = ctx;
  const actor = { type: "user", userId: user.userId, permissions: ROLE_PERMISSIONS.owner } as const;
  return { ...request, workspaceId: newId(), actor };
}

/** A slug nobody has: the words of the name, or those with a piece of the id. */
export async function freeSlug(ctx: UserCtx, workspaceId: string, name: string): Promise<string> {
  const slug = slugOf(name);
  const taken = await withServiceTransaction(ctx, (tx) => isSlugTaken(tx, slug));
  return taken ? `${slug}-${workspaceId.slice(0, 8)}` : slug;
}

type Created = { workspace: Workspace; token: z.infer<typeof WebhookTokenIssued.payload> };

/** Creates the workspace of `tx` with its owner and webhook token. The caller writes the ledger: it needs a project first. */
export async function createWorkspace(
  tx: TxCtx,
  { name, slug, owner }: { name: string; slug: string; owner: UserCtx["user"] },
): Promise<Created> {
  const workspace = await insertWorkspace(tx, { name, slug });
  await addMember(tx, { userId: owner.userId, email: owner.email, role: "owner" });
  const { issued } = await issueWebhookToken(tx, 0);
  return { workspace, token: issued };
}
