import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { changeRecipient } from "@/lib/outreach/drafts/change-recipient";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { EraseLead, LeadRef, UpdateLead } from "@/lib/outreach/leads/schemas";

/** GET /api/leads/:leadId?workspace_id= → the lead with its timeline */
export const GET = workspaceRoute({
  input: { params: LeadRef },
  handler: (ctx, { params }) => getLead(ctx, params),
});

/** PATCH /api/leads/:leadId { email?, first_name?, …, tags?, custom?, confirmed? } → the lead, with voided_approvals */
export const PATCH = workspaceRoute({
  input: { params: LeadRef, body: UpdateLead },
  handler: (ctx, { params, body }) => changeRecipient(ctx, { ...params, ...body }),
});

/** DELETE /api/leads/:leadId?workspace_id=&do_not_contact= → { erased, voided_approvals } */
export const DELETE = workspaceRoute({
  input: { params: LeadRef, query: EraseLead },
  handler: (ctx, { params, query }) => eraseLead(ctx, { ...params, ...query }),
});

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
