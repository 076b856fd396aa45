import { SweepMachines } from "@/lib/operations/machines/jobs";
import { sweepMachines } from "@/lib/operations/machines/sweep-machines";
import { sweep } from "../handler";

export default sweep(SweepMachines, sweepMachines);
