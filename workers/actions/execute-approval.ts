import { ExecuteApproval } from "@/lib/company/approvals/jobs";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { handle } from "../handler";

export default handle(ExecuteApproval, executeApproval);
