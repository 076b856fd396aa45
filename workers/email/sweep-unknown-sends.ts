import { SweepUnknownSends } from "@/lib/outreach/email/jobs";
import { sweepUnknownSends } from "@/lib/outreach/email/sweep-unknown-sends";
import { sweep } from "../handler";

export default sweep(SweepUnknownSends, sweepUnknownSends);
