import { SweepRequests } from "@/lib/autopilot/models/jobs";
import { sweepRequests } from "@/lib/autopilot/models/sweep-requests";
import { sweep } from "../handler";

export default sweep(SweepRequests, sweepRequests);
