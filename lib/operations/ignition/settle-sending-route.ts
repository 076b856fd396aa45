import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { SendingRouteChanged } from "./events";
import { findEgress } from "./find-egress";
import { UpgradeEngine } from "./jobs";
import { judgeSendingRoute } from "./judge-sending-route";
import type { SendingRoute } from "./schemas";
import { findIgnition, lockIgnition } from "./store";
import { setSending } from "./store-sending";

/** n8n hands emails to Gmail by its API. */
const GMAIL = { host: "gmail.googleapis.com", port: 443 };

/**
 * Decides by which way the workspace's emails leave ({@link judgeSendingRoute}) and stores it; when the way changed, the workflows of a
 * launched workspace are deployed anew by a job of the same commit. Only for jobs. Repeated, it changes nothing.
 */
export async function settleSendingRoute(ctx: WorkspaceCtx): Promise<SendingRoute> {
  requirePermission(ctx, "ignition.launch");
  const known = await withReadTransaction(ctx, findIgnition);
  if (!known) return "machine";
  const { instanceId } = known.resources;
  const egress = instanceId === null ? null : await findEgress(ctx, instanceId);
  const server = await serverOf(ctx);

  return withTransaction(ctx, async (tx) => {
    const ignition = await lockIgnition(tx);
    if (!ignition) return "machine";
    const { sending: before, status } = ignition;
    const after = judgeSendingRoute({ choice: before.choice, egress, server });
    if (after.route === before.route && after.reason === before.reason) return after.route;
    await setSending(tx, after);
    if (after.route === before.route) return after.route;
    await appendEvent(tx, SendingRouteChanged, { route: after.route, reason: after.reason });
    if (status === "active") await enqueue(tx, UpgradeEngine, { workspaceId: tx.workspaceId });
    return after.route;
  });
}

async function serverOf(ctx: WorkspaceCtx): Promise<{ host: string; port: number } | null> {
  const account = await findMailAccount(ctx);
  if (!account) return null;
  return account.provider === "gmail" ? GMAIL : revealMailAccount(ctx);
}
