import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { CycleProject } from "@/lib/autopilot/nightshift/jobs";
import { handle } from "../handler";

export default handle(CycleProject, cycleProject);
