import { SweepUploads } from "@/lib/company/assets/jobs";
import { sweepUploads } from "@/lib/company/assets/sweep-uploads";
import { sweep } from "../handler";

export default sweep(SweepUploads, sweepUploads);
