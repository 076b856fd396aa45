import { SweepFreezes } from "@/lib/operations/governance/jobs";
import { sweepFreezes } from "@/lib/operations/governance/sweep-freezes";
import { sweep } from "../handler";

export default sweep(SweepFreezes, sweepFreezes);
