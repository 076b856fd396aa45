import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { LeadAdded } from "./events";
import { getLead } from "./get-lead";
import type { AddLead, Lead } from "./schemas";
import { insertLead } from "./store-lead";

/** Adds one person. An address that was typed by hand counts as confirmed. 409 `lead.exists` when one has the address already. */
export async function addLead(ctx: WorkspaceCtx, input: AddLead): Promise<Lead> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    const leadId = await insertLead(tx, input, null);
    if (!leadId)
      throw new AppError("conflict", "There is a lead with this email address already.", {
        code: "lead.exists",
        details: { field: "email" },
      });
    await appendEvent(tx, LeadAdded, { leadId, recipient: maskAddress(input.email) });
    const { timeline: _timeline, ...lead } = await getLead(tx, { leadId });
    return lead;
  });
}
