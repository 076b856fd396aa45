import { z } from "zod";
import { defineAction } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import { activateCampaign } from "../activate-campaign";
import { getAudience } from "../get-audience";
import { getCampaign } from "../get-campaign";
import { assertTransition } from "../transitions";
import { checkCampaign } from "./check-campaign";
import { OUTREACH_ACCOUNT, refusalOf } from "./outreach-account";

const Input = z.strictObject({
  campaign_id: z.uuid("must be a uuid").meta({ description: "The campaign to activate." }),
});

/** Lets a campaign send: a draft is set up in n8n first, a paused one goes on. Its drafts keep their own approvals. */
export const campaignActivate = defineAction({
  kind: "campaign.activate",
  title: "Activate a campaign",
  permission: "campaigns.write",
  input: Input,
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [5, 60, 600, 86_400],

  async preview(tx, { input: { campaign_id: campaignId } }) {
    const campaign = await getCampaign(tx, { campaignId });
    assertTransition(campaign.status, campaign.status === "paused" ? "active" : "deploying");
    const { people } = await getAudience(tx, { campaignId });
    return {
      title: `Activate ${campaign.name}`,
      account: OUTREACH_ACCOUNT,
      costCapCents: 0,
      contract: { check: "campaign_state", campaign_id: campaignId, status: "active" },
      parts: [
        { label: "Campaign", text: `${campaign.name}, which is ${campaign.status} now` },
        { label: "People", text: `${people} can be emailed now` },
        { label: "Review", text: REVIEW[campaign.review_mode] },
      ],
    };
  },

  async recheck(tx, { sealed: { input } }) {
    const campaign = await getCampaign(tx, { campaignId: input.campaign_id });
    return refusalOf(() => assertTransition(campaign.status, campaign.status === "paused" ? "active" : "deploying"));
  },

  async execute(ctx, { sealed: { input } }) {
    const provider = "greenlight";
    try {
      const { name, status } = await activateCampaign(ctx, { campaignId: input.campaign_id });
      const words = status === "active" ? `${name} sends again.` : `${name} is being set up in n8n.`;
      return { status: "executed", provider, providerId: input.campaign_id, words, observed: { status } };
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      return { status: "failed", provider, code: error.code, words: error.message };
    }
  },

  async lookUp(ctx, { sealed: { input } }) {
    const { status } = await getCampaign(ctx, { campaignId: input.campaign_id });
    const provider = "greenlight";
    if (status === "active" || status === "deploying") {
      return {
        status: "executed",
        provider,
        providerId: input.campaign_id,
        words: `It is ${status}.`,
        observed: { status },
      };
    }
    return { status: "failed", provider, code: "campaign.not_activated", words: `It is ${status}.` };
  },

  verify: (ctx, { sealed: { input } }) => checkCampaign(ctx, { campaignId: input.campaign_id, wanted: "active" }),

  undo: ({ sealed: { input } }) => ({ action_type: "campaign.pause", input: { campaign_id: input.campaign_id } }),
});

const REVIEW = {
  every: "Each email leaves only after you approved it",
  sample: "You approve the first ten emails, the rest leave by themselves",
  off: "Emails leave without an approval of their own",
};
