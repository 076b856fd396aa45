import { ResumePaused } from "@/lib/outreach/campaigns/jobs";
import { resumePausedCampaigns } from "@/lib/outreach/campaigns/resume-paused-campaigns";
import { handle } from "../handler";

export default handle(ResumePaused, resumePausedCampaigns);
