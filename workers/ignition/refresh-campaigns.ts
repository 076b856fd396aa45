import { RefreshCampaigns } from "@/lib/operations/ignition/jobs";
import { refreshCampaigns } from "@/lib/operations/ignition/refresh-campaigns";
import { handle } from "../handler";

export default handle(RefreshCampaigns, refreshCampaigns);
