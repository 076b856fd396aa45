import { SweepNights } from "@/lib/autopilot/nightshift/jobs";
import { sweepNights } from "@/lib/autopilot/nightshift/sweep-nights";
import { sweep } from "../handler";

export default sweep(SweepNights, sweepNights);
