import { RestoreWorkflows } from "@/lib/operations/governance/jobs";
import { restoreWorkflows } from "@/lib/operations/governance/restore-workflows";
import { handle } from "../handler";

export default handle(RestoreWorkflows, restoreWorkflows);
