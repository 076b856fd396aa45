import { SweepUnknownSends } from "@/lib/email/jobs";
import { sweepUnknownSends } from "@/lib/email/sweep-unknown-sends";
import { sweep } from "../handler";

export default sweep(SweepUnknownSends, sweepUnknownSends);
