import { ReapLeases } from "@/lib/metering/spending/jobs";
import { reapAllLeases } from "@/lib/metering/spending/reap-all-leases";
import { sweep } from "../handler";

export default sweep(ReapLeases, reapAllLeases);
