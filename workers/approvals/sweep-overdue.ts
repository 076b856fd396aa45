import { SweepOverdue } from "@/lib/company/approvals/jobs";
import { sweepOverdue } from "@/lib/company/approvals/sweep-overdue";
import { sweep } from "../handler";

export default sweep(SweepOverdue, sweepOverdue);
