import { confirmLeads } from "@/lib/outreach/leads/confirm-leads";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import type { ChangeLeads } from "@/lib/outreach/leads/schemas";
import { tagLeads } from "@/lib/outreach/leads/tag-leads";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { suppressLeads } from "./suppress-leads";
import { unsuppressLeads } from "./unsuppress-leads";

type LeadsChanged = { changed: number; voided_approvals: number };

/** Does one thing with many leads in one transaction, and answers how many it changed, and how many approved emails went with them. Leads that are gone are passed over. */
export async function changeLeads(ctx: WorkspaceCtx, input: ChangeLeads): Promise<LeadsChanged> {
  requirePermission(ctx, "leads.write");
  if (input.action !== "delete")
    return { changed: await change(ctx, { ...input, action: input.action }), voided_approvals: 0 };
  const { erased, voided_approvals } = await eraseLeads(ctx, { leadIds: input.lead_ids, doNotContact: false });
  return { changed: erased, voided_approvals };
}

type Kept = Omit<ChangeLeads, "action"> & { action: Exclude<ChangeLeads["action"], "delete"> };

async function change(ctx: WorkspaceCtx, { action, lead_ids: leadIds, tag = "" }: Kept): Promise<number> {
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
  }
}
