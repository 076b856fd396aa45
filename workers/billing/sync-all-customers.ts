import { SyncAllCustomers } from "@/lib/metering/billing/jobs";
import { syncAllCustomers } from "@/lib/metering/billing/sync-all-customers";
import { sweep } from "../handler";

export default sweep(SyncAllCustomers, syncAllCustomers);
