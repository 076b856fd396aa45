import { SweepUploads } from "@/lib/assets/jobs";
import { sweepUploads } from "@/lib/assets/sweep-uploads";
import { sweep } from "../handler";

export default sweep(SweepUploads, sweepUploads);
