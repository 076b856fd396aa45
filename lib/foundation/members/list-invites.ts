import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Invite, ListInvitesQuery } from "./schemas";
import { selectInvites, toInvite } from "./store-invites";

type Page = { data: Invite[]; next_cursor: string | null };

/** The workspace's invitations, newest first, used and ended ones too; never their links. */
export async function listInvites(ctx: WorkspaceCtx, { cursor, limit }: ListInvitesQuery): Promise<Page> {
  requirePermission(ctx, "members.read");
  const rows = await withReadTransaction(ctx, (tx) => selectInvites(tx, { after: cursor, limit: limit + 1 }));
  const shown = rows.slice(0, limit).map((row) => toInvite(row, ctx.now()));
  return { data: shown, next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
