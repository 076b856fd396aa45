import { SweepFreezes } from "@/lib/governance/jobs";
import { sweepFreezes } from "@/lib/governance/sweep-freezes";
import { sweep } from "../handler";

export default sweep(SweepFreezes, sweepFreezes);
