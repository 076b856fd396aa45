import { ExecuteApproval } from "@/lib/company/approvals/jobs";
import { executeInContext } from "@/lib/operations/runtimes/execute-in-context";
import { handle } from "../handler";

export default handle(ExecuteApproval, executeInContext);
