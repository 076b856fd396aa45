import { ExpireOverdue } from "@/lib/company/approvals/jobs";
import { expireOverdue } from "@/lib/company/approvals/expire-overdue";
import { handle } from "../handler";

export default handle(ExpireOverdue, expireOverdue);
