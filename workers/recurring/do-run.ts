import { doRun } from "@/lib/autopilot/recurring/do-run";
import { DoRun } from "@/lib/autopilot/recurring/jobs";
import { handle } from "../handler";

export default handle(DoRun, doRun);
