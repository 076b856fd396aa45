import { SweepHosts } from "@/lib/outreach/tracking/jobs";
import { sweepHosts } from "@/lib/outreach/tracking/sweep-hosts";
import { sweep } from "../handler";

export default sweep(SweepHosts, sweepHosts);
