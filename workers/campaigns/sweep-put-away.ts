import { SweepPutAway } from "@/lib/outreach/campaigns/jobs";
import { sweepPutAway } from "@/lib/outreach/campaigns/sweep-put-away";
import { sweep } from "../handler";

export default sweep(SweepPutAway, sweepPutAway);
