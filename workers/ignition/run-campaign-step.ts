import { runCampaignStep } from "@/lib/ignition/run-campaign-step";
import { RunCampaignStep } from "@/lib/campaigns/jobs";
import { handle } from "../handler";

export default handle(RunCampaignStep, runCampaignStep);
