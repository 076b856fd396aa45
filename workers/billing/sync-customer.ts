import { SyncCustomer } from "@/lib/metering/billing/jobs";
import { syncCustomer } from "@/lib/metering/billing/sync-customer";
import { handle } from "../handler";

export default handle(SyncCustomer, syncCustomer);
