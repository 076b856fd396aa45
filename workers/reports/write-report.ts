import { WriteReport } from "@/lib/autopilot/reports/jobs";
import { writeReport } from "@/lib/autopilot/reports/write-report";
import { handle } from "../handler";

export default handle(WriteReport, writeReport);
