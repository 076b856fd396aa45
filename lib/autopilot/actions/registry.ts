import type { AnyAction } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import { adsCampaignCreate } from "@/lib/company/publishing/actions/ads.campaign-create";
import { assetPublish } from "@/lib/company/publishing/actions/asset.publish";
import { assetUnpublish } from "@/lib/company/publishing/actions/asset.unpublish";
import { campaignActivate } from "@/lib/outreach/campaigns/actions/campaign.activate";
import { campaignPause } from "@/lib/outreach/campaigns/actions/campaign.pause";
import { emailReply } from "@/lib/company/mail/actions/email.reply";
import { emailSend } from "@/lib/company/mail/actions/email.send";
import { repositoryCommit } from "@/lib/company/publishing/actions/repository.commit";
import { repositoryPullRequest } from "@/lib/company/publishing/actions/repository.pull-request";
import { websiteDeploy } from "@/lib/company/publishing/actions/website.deploy";

/** Every ability of a company: a new one is a file next to the domain that can do it, and a line here. */
export const ACTIONS: readonly AnyAction[] = [
  adsCampaignCreate,
  assetPublish,
  assetUnpublish,
  campaignActivate,
  campaignPause,
  emailReply,
  emailSend,
  repositoryCommit,
  repositoryPullRequest,
  websiteDeploy,
];

/** The action of a kind; 422 `action.unknown` with the kinds that there are. */
export function actionOf(kind: string, actions: readonly AnyAction[] = ACTIONS): AnyAction {
  const found = actions.find((action) => action.kind === kind);
  if (found) return found;
  throw new AppError("impossible", `There is no action “${kind}”.`, {
    code: "action.unknown",
    details: { kinds: actions.map((action) => action.kind) },
  });
}
