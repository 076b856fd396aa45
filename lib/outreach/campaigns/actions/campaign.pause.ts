import { z } from "zod";
import { defineAction } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import { getCampaign } from "../get-campaign";
import { pauseCampaign } from "../pause-campaign";
import { assertTransition } from "../transitions";
import { checkCampaign } from "./check-campaign";
import { OUTREACH_ACCOUNT, refusalOf } from "./outreach-account";

const Input = z.strictObject({ campaign_id: z.uuid("must be a uuid").meta({ description: "The campaign to pause." }) });

/** Stops a campaign's sending; replies and opt-outs are heard on. */
export const campaignPause = defineAction({
  kind: "campaign.pause",
  title: "Pause a campaign",
  permission: "campaigns.write",
  input: Input,
  undoWindowSeconds: 0,
  decideWithinHours: 72,
  recheckSeconds: [1, 60, 600],

  async preview(tx, { input: { campaign_id: campaignId } }) {
    const campaign = await getCampaign(tx, { campaignId });
    assertTransition(campaign.status, "paused");
    return {
      title: `Pause ${campaign.name}`,
      account: OUTREACH_ACCOUNT,
      costCapCents: 0,
      contract: { check: "campaign_state", campaign_id: campaignId, status: "paused" },
      parts: [
        { label: "Campaign", text: campaign.name },
        { label: "Effect", text: "Nothing more is sent. Replies and opt-outs are heard on." },
      ],
    };
  },

  async recheck(tx, { sealed: { input } }) {
    const campaign = await getCampaign(tx, { campaignId: input.campaign_id });
    return refusalOf(() => assertTransition(campaign.status, "paused"));
  },

  async execute(ctx, { sealed: { input } }) {
    const provider = "greenlight";
    try {
      const { name, status } = await pauseCampaign(ctx, { campaignId: input.campaign_id });
      return {
        status: "executed",
        provider,
        providerId: input.campaign_id,
        words: `${name} is paused.`,
        observed: { status },
      };
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      return { status: "failed", provider, code: error.code, words: error.message };
    }
  },

  async lookUp(ctx, { sealed: { input } }) {
    const { status } = await getCampaign(ctx, { campaignId: input.campaign_id });
    const provider = "greenlight";
    return status === "paused"
      ? { status: "executed", provider, providerId: input.campaign_id, words: "It is paused.", observed: { status } }
      : { status: "failed", provider, code: "campaign.not_paused", words: `It is ${status}.` };
  },

  verify: (ctx, { sealed: { input } }) => checkCampaign(ctx, { campaignId: input.campaign_id, wanted: "paused" }),

  undo: ({ sealed: { input } }) => ({ action_type: "campaign.activate", input: { campaign_id: input.campaign_id } }),
});
