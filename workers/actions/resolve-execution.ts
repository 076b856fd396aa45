import { ResolveExecution } from "@/lib/company/approvals/jobs";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { handle } from "../handler";

export default handle(ResolveExecution, resolveExecution);
