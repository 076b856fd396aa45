import { SweepExports } from "@/lib/operations/exit/jobs";
import { sweepExports } from "@/lib/operations/exit/sweep-exports";
import { sweep } from "../handler";

export default sweep(SweepExports, sweepExports);
