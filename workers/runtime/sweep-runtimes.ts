import { SweepRuntimes } from "@/lib/operations/runtimes/jobs";
import { sweepRuntimes } from "@/lib/operations/runtimes/sweep-runtimes";
import { sweep } from "../handler";

export default sweep(SweepRuntimes, sweepRuntimes);
