import { actionOf } from "@/lib/autopilot/actions/registry";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Json, JsonObject } from "@/lib/company/approvals/schemas";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { mayPassOnWords, refuseForeignWords } from "@/lib/company/mail/refuse-foreign-words";
import type { TxCtx } from "@/lib/platform/transaction";
import { requireOwnAddress } from "./require-own-address";
import { PAYLOADS, type JobType } from "./schemas";

type Checked = { projectId: string; jobType: JobType; payload: JsonObject };

/**
 * The payload of a kind as it will be used. Refused: one that does not fit, one that its author may not do, a campaign that is not here, an
 * action that there is not, an address that is not the company's own, and, unless a member wrote it, another person's words (422
 * `email.foreign_words`).
 */
export async function checkPayload(tx: TxCtx, { projectId, jobType, payload }: Checked): Promise<JsonObject> {
  switch (jobType) {
    case "phases.generate":
      requirePermission(tx, "plan.write");
      return PAYLOADS[jobType].parse(payload);
    case "campaigns.run": {
      requirePermission(tx, "campaigns.write");
      const read = PAYLOADS[jobType].parse(payload);
      await getCampaign(tx, { campaignId: read.campaign_id });
      return read;
    }
    case "actions.propose": {
      requirePermission(tx, "approvals.write");
      const read = PAYLOADS[jobType].parse(payload);
      const action = actionOf(read.action_type);
      requirePermission(tx, action.permission);
      const input = action.input.parse(read.payload) as Json;
      // Each run proposes it as a job, which is not asked where the words are from.
      if (!mayPassOnWords(tx.actor)) {
        const { contract } = await action.preview(tx, { projectId, input });
        await refuseForeignWords(tx, { projectId, input, contract, said: "" });
      }
      return read;
    }
    case "webhook.post": {
      const read = PAYLOADS[jobType].parse(payload);
      await requireOwnAddress(tx, { projectId, url: read.url });
      return read;
    }
    case "reports.write_report":
      requirePermission(tx, "assets.write");
      return PAYLOADS[jobType].parse(payload);
    case "nightshift.cycle_project":
      return PAYLOADS[jobType].parse(payload);
  }
}
