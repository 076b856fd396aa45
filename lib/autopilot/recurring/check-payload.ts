import { actionOf } from "@/lib/autopilot/actions/registry";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requireOwnAddress } from "./require-own-address";
import { PAYLOADS, type JobType } from "./schemas";

type Checked = { projectId: string; jobType: JobType; payload: JsonObject };

/**
 * The payload of a kind as it will be used. Refused: one that does not fit, one that its author may not do, a campaign that is not here, an
 * action that there is not, and an address that is not the company's own.
 */
export async function checkPayload(ctx: WorkspaceCtx, { projectId, jobType, payload }: Checked): Promise<JsonObject> {
  switch (jobType) {
    case "phases.generate":
      requirePermission(ctx, "plan.write");
      return PAYLOADS[jobType].parse(payload);
    case "campaigns.run": {
      requirePermission(ctx, "campaigns.write");
      const read = PAYLOADS[jobType].parse(payload);
      await getCampaign(ctx, { campaignId: read.campaign_id });
      return read;
    }
    case "actions.propose": {
      requirePermission(ctx, "approvals.write");
      const read = PAYLOADS[jobType].parse(payload);
      const action = actionOf(read.action_type);
      requirePermission(ctx, action.permission);
      action.input.parse(read.payload);
      return read;
    }
    case "webhook.post": {
      const read = PAYLOADS[jobType].parse(payload);
      await requireOwnAddress(ctx, { projectId, url: read.url });
      return read;
    }
    case "reports.write_report":
      requirePermission(ctx, "assets.write");
      return PAYLOADS[jobType].parse(payload);
    case "nightshift.cycle_project":
      return PAYLOADS[jobType].parse(payload);
  }
}
