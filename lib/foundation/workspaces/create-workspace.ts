import type { z } from "zod";
import type { UserCtx } from "@/lib/platform/ctx";
import { type TxCtx } from "@/lib/platform/transaction";
import type { WebhookTokenIssued } from "@/lib/foundation/credentials/events";
import { issueWebhookToken } from "@/lib/foundation/credentials/issue-webhook-token";
import type { Workspace } from "./schemas";
import { addMember } from "@/lib/foundation/members/add-member";
import { insertWorkspace } from "./store";

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
