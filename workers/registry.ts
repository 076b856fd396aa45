import type { JobName } from "./contracts";
import injectWebhookToken from "./ignition/inject-webhook-token";
import runCampaignStep from "./ignition/run-campaign-step";
import runIgnition from "./ignition/run-ignition";
import syncCampaign from "./ignition/sync-campaign";

/** A contract without a handler does not compile. */
export const handlers = {
  "ignition.inject_webhook_token": injectWebhookToken,
  "ignition.run_campaign_step": runCampaignStep,
  "ignition.run_ignition": runIgnition,
  "ignition.sync_campaign": syncCampaign,
} satisfies { [N in JobName]: { contract: { name: N } } };
