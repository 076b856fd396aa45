import { SweepSnapshots } from "@/lib/autopilot/context/jobs";
import { sweepSnapshots } from "@/lib/autopilot/context/sweep-snapshots";
import { sweep } from "../handler";

export default sweep(SweepSnapshots, sweepSnapshots);
