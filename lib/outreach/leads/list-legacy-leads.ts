import { assertIsOhio } from "@/lib/foundation/access/legacy-workspace";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Lead } from "./schemas";
import { countLegacyLeads, selectLegacyLeads } from "./store-legacy";

type Asked = { q?: string; cursor?: string; limit: number };

/** The legacy workspace's people, newest first, at most 200 a page; `total` counts all of them. 409 `workspace.not_legacy` for any other. */
export async function listLegacyLeads(
  ctx: WorkspaceCtx,
  { q, cursor, limit }: Asked,
): Promise<{ data: Lead[]; next_cursor: string | null; total: number }> {
  requirePermission(ctx, "leads.read");
  assertIsOhio(ctx.workspaceId, "This list");
  return withReadTransaction(ctx, async (tx) => {
    const rows = await selectLegacyLeads(tx, { q, cursor, limit: limit + 1 });
    const found = rows.map(({ position, ...row }) => ({ item: { ...row, ...NOT_KEPT }, position }));
    return { ...pageOf(found, limit), total: await countLegacyLeads(tx) };
  });
}

/** The facts that only our own engine keeps of a person. */
const NOT_KEPT = {
  website: null,
  notes: null,
  custom: {},
  tags: [],
  held_for: null,
  suppressed_for: null,
  progress: null,
};
