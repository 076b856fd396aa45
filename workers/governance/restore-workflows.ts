import { RestoreWorkflows } from "@/lib/governance/jobs";
import { restoreWorkflows } from "@/lib/governance/restore-workflows";
import { handle } from "../handler";

export default handle(RestoreWorkflows, restoreWorkflows);
