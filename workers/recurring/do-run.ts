import { DoRun } from "@/lib/autopilot/recurring/jobs";
import { runInContext } from "@/lib/operations/runtimes/run-in-context";
import { handle } from "../handler";

export default handle(DoRun, runInContext);
