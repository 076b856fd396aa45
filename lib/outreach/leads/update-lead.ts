import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { LeadUpdated } from "./events";
import { getLead } from "./get-lead";
import type { Lead, LeadRef, UpdateLead } from "./schemas";
import { isTaken, updateLeadRow } from "./store-lead";

/**
 * Changes what is given and leaves the rest. A new address counts as confirmed; emails that wait for the one before are not sent. 409
 * `lead.exists` when another lead has the address.
 */
export async function updateLead(
  ctx: WorkspaceCtx,
  { leadId, confirmed, ...given }: LeadRef & UpdateLead,
): Promise<Lead> {
  requirePermission(ctx, "leads.write");
  const change = { ...given, ...((confirmed || given.email) && { held_for: null }) };
  const changed = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (changed.length === 0)
    throw new AppError("invalid", "Nothing to change: send a field of the lead.", { code: "request.invalid" });

  return withTransaction(ctx, async (tx) => {
    await getLead(tx, { leadId });
    if (given.email && (await isTaken(tx, leadId, given.email)))
      throw new AppError("conflict", "Another lead has this email address. Delete one of the two.", {
        code: "lead.exists",
        details: { field: "email" },
      });
    await updateLeadRow(tx, leadId, change);
    await appendEvent(tx, LeadUpdated, {
      leadId,
      changed: changed.map((field) => (field === "held_for" ? "confirmation" : field)),
    });
    const { timeline: _timeline, ...lead } = await getLead(tx, { leadId });
    return lead;
  });
}
