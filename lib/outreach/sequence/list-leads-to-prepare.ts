import { findBrand } from "@/lib/company/profile/find-brand";
import { writerFacts } from "@/lib/company/profile/writer-facts";
import type { LeadsRequest, LeadsToPrepareAnswer } from "@/lib/contracts/engine";
import type { WriterCompany } from "@/lib/contracts/writer-company";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findFindings } from "@/lib/outreach/research/find-findings";
import { writerExtras } from "@/lib/outreach/leads/writer-extras";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { toWriterFindings } from "@/lib/outreach/research/to-writer-findings";
import { requireCampaign, whatHolds } from "./require-campaign";
import { callCountUnprepared, callLeadsToPrepare, callWriteExactDrafts } from "./store-preparation";

const EXACT_AT_ONCE = 1_000;

/**
 * Leads who may be mailed and lack emails that a model writes, oldest first, with the steps to write; none, and why, while the campaign
 * may not run. Emails that are sent exactly as their founder wrote them are written here, for the next 1,000 leads.
 */
export async function listLeadsToPrepare(ctx: WorkspaceCtx, request: LeadsRequest): Promise<LeadsToPrepareAnswer> {
  requirePermission(ctx, "sequence.write");
  const { campaign_id: campaignId, limit } = request;

  // No event: drafts come by the thousand; the campaign's progress counts them.
  return withTransaction(ctx, async (tx) => {
    const campaign = await requireCampaign(tx, campaignId);
    await callWriteExactDrafts(tx, { campaignId, limit: EXACT_AT_ONCE });
    const found = await callLeadsToPrepare(tx, { campaignId, limit });
    const findings = await findFindings(
      tx,
      found.map(({ lead_id }) => lead_id),
    );
    const leads = found.map(({ custom, ...lead }) => ({
      ...lead,
      findings: toWriterFindings(findings.get(lead.lead_id)),
      extras: writerExtras(custom),
    }));
    if (leads.length > 0) return { leads, ...(await companyOf(tx)), reasons: [] };
    const count = await callCountUnprepared(tx, { campaignId, unresearched: false });
    return { leads, reasons: [{ code: whatHolds(campaign) ?? "lead.none", count }] };
  });
}

async function companyOf(tx: TxCtx): Promise<{ company?: WriterCompany }> {
  // Part of the campaign that the caller may prepare, not a look into the onboarding.
  const brand = await findBrand({ ...tx, actor: { type: "job", job: "sequence.list_leads_to_prepare" } });
  return brand ? { company: writerFacts(brand) } : {};
}
