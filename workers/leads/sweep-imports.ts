import { SweepImports } from "@/lib/outreach/leads/jobs";
import { sweepImports } from "@/lib/outreach/leads/sweep-imports";
import { sweep } from "../handler";

export default sweep(SweepImports, sweepImports);
