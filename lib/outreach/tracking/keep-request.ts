import { requirePermission } from "@/lib/foundation/access/require-permission";
import { shortMac } from "@/lib/foundation/vault/short-mac";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import type { Permission } from "@/lib/platform/permissions";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { ReportClicks } from "./jobs";
import type { Machine } from "./schemas";
import { insertClick } from "./store-clicks";

const RECIPIENT_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>(["email.write"]);

type Asked = {
  workspaceId: string;
  claimId: string;
  /** Which link; null: the picture. */
  link: number | null;
  machine: Machine | null;
};

/** Keeps that a link or the picture of an email was asked for; a job judges later whether a person did. */
export async function keepRequest(ctx: SystemCtx, { workspaceId, ...asked }: Asked): Promise<void> {
  const { requestId, db, now, address = "" } = ctx;
  const actor = { type: "recipient", permissions: RECIPIENT_PERMISSIONS } as const;
  // A recipient's link works whatever the workspace's state.
  const inside: WorkspaceCtx = { requestId, db, now, workspaceId, actor, whileFrozen: true };
  requirePermission(inside, "email.write");
  // No event: a request becomes one once it is judged.
  await withTransaction(inside, async (tx) => {
    const visitor = shortMac({ audience: "click-visitor", text: `${asked.claimId}:${address}` });
    if (await insertClick(tx, { ...asked, visitor })) await enqueue(tx, ReportClicks, { workspaceId });
  });
}
