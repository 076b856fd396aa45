import { decideDrafts } from "@/lib/outreach/drafts/decide-drafts";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import type { WorkspaceCtx } from "@/lib/platform/ctx";

/** Approves each email of the campaign that waits, as a founder does after reading; answers how many. */
export async function approveDrafts(founder: WorkspaceCtx, campaignId: string): Promise<number> {
  const { data } = await listDrafts(founder, { campaignId, status: "drafted", limit: 200 });
  const items = data.flatMap(({ id, hash, holes }) => (hash !== null && holes.length === 0 ? [{ id, hash }] : []));
  if (items.length === 0) return 0;
  const { decided } = await decideDrafts(founder, { campaignId, decision: "approved", items });
  return decided;
}
