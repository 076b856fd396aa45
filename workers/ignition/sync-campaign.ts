import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import { handle } from "../handler";

export default handle(SyncCampaign, syncCampaign);
