import { SweepRuns } from "@/lib/operations/sandbox/jobs";
import { sweepRuns } from "@/lib/operations/sandbox/sweep-runs";
import { sweep } from "../handler";

export default sweep(SweepRuns, sweepRuns);
