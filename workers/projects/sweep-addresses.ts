import { SweepAddresses } from "@/lib/company/projects/jobs";
import { sweepAddresses } from "@/lib/company/projects/sweep-addresses";
import { sweep } from "../handler";

export default sweep(SweepAddresses, sweepAddresses);
