import { RefreshCampaigns } from "@/lib/ignition/jobs";
import { refreshCampaigns } from "@/lib/ignition/refresh-campaigns";
import { handle } from "../handler";

export default handle(RefreshCampaigns, refreshCampaigns);
