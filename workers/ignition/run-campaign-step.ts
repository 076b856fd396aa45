import { runCampaignStep } from "@/lib/operations/ignition/run-campaign-step";
import { RunCampaignStep } from "@/lib/outreach/campaigns/jobs";
import { handle } from "../handler";

export default handle(RunCampaignStep, runCampaignStep);
