import { SweepReceipts } from "@/lib/company/receipts/jobs";
import { sweepReceipts } from "@/lib/company/receipts/sweep-receipts";
import { sweep } from "../handler";

export default sweep(SweepReceipts, sweepReceipts);
