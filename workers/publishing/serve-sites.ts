import { ServeSites } from "@/lib/company/publishing/jobs";
import { serveSites } from "@/lib/company/publishing/serve-sites";
import { sweep } from "../handler";

export default sweep(ServeSites, serveSites);
