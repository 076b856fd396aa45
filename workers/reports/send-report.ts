import { SendReport } from "@/lib/autopilot/reports/jobs";
import { sendReport } from "@/lib/autopilot/reports/send-report";
import { handle } from "../handler";

export default handle(SendReport, sendReport);
