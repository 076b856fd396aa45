import { SweepDeletions } from "@/lib/operations/deletion/jobs";
import { sweepDeletions } from "@/lib/operations/deletion/sweep-deletions";
import { sweep } from "../handler";

export default sweep(SweepDeletions, sweepDeletions);
