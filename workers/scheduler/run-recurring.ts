import { RunDueTasks } from "@/lib/autopilot/recurring/jobs";
import { runDueTasks } from "@/lib/autopilot/recurring/run-due-tasks";
import { sweep } from "../handler";

export default sweep(RunDueTasks, runDueTasks);
