import { reportClicks } from "@/lib/metering/events/report-clicks";
import { ReportClicks } from "@/lib/outreach/tracking/jobs";
import { handle } from "../handler";

export default handle(ReportClicks, reportClicks);
