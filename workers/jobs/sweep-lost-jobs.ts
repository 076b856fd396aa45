import { SweepLostJobs } from "@/lib/autopilot/jobs/jobs";
import { sweepLostJobs } from "@/lib/autopilot/jobs/sweep-lost-jobs";
import { sweep } from "../handler";

export default sweep(SweepLostJobs, sweepLostJobs);
