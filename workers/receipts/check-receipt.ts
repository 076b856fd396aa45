import { CheckReceipt } from "@/lib/company/receipts/jobs";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { handle } from "../handler";

export default handle(CheckReceipt, checkReceipt);
