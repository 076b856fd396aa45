import { EndPayment } from "@/lib/metering/billing/jobs";
import { endPayment } from "@/lib/metering/billing/end-payment";
import { handle } from "../handler";

export default handle(EndPayment, endPayment);
