import { SweepUnknownSends } from "@/lib/outreach/sequence/jobs";
import { sweepUnknownSends } from "@/lib/outreach/sequence/sweep-unknown-sends";
import { sweep } from "../handler";

export default sweep(SweepUnknownSends, sweepUnknownSends);
