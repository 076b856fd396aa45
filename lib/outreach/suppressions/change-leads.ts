import { confirmLeads } from "@/lib/outreach/leads/confirm-leads";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import type { ChangeLeads } from "@/lib/outreach/leads/schemas";
import { tagLeads } from "@/lib/outreach/leads/tag-leads";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { suppressLeads } from "./suppress-leads";
import { unsuppressLeads } from "./unsuppress-leads";

/** Does one thing with many leads in one transaction, and answers how many it changed. Leads that are gone are passed over. */
export async function changeLeads(ctx: WorkspaceCtx, input: ChangeLeads): Promise<{ changed: number }> {
  requirePermission(ctx, "leads.write");
  return { changed: await change(ctx, input) };
}

async function change(ctx: WorkspaceCtx, { action, lead_ids: leadIds, tag = "" }: ChangeLeads): Promise<number> {
  switch (action) {
    case "tag":
    case "untag":
      return tagLeads(ctx, { leadIds, tag, added: action === "tag" });
    case "confirm":
      return confirmLeads(ctx, { leadIds });
    case "suppress":
      return suppressLeads(ctx, { leadIds });
    case "unsuppress":
      return unsuppressLeads(ctx, { leadIds });
    case "delete":
      return (await eraseLeads(ctx, { leadIds, doNotContact: false })).erased;
  }
}
