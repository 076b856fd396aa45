import { ReapLeases } from "@/lib/metering/ingestion/jobs";
import { reapAllLeases } from "@/lib/metering/ingestion/reap-leases";
import { sweep } from "../handler";

export default sweep(ReapLeases, reapAllLeases);
