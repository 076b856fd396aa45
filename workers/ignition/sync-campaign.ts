import { syncCampaign } from "@/lib/ignition/sync-campaign";
import { SyncCampaign } from "@/lib/campaigns/jobs";
import { handle } from "../handler";

export default handle(SyncCampaign, syncCampaign);
