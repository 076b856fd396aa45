import { SweepOutcomes } from "@/lib/autopilot/nightshift/jobs";
import { sweepOutcomes } from "@/lib/autopilot/nightshift/sweep-outcomes";
import { sweep } from "../handler";

export default sweep(SweepOutcomes, sweepOutcomes);
