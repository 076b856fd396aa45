import { ReapLeases } from "@/lib/ingestion/jobs";
import { reapAllLeases } from "@/lib/ingestion/reap-leases";
import { sweep } from "../handler";

export default sweep(ReapLeases, reapAllLeases);
