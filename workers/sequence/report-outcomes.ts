import { reportOutcomes } from "@/lib/metering/events/report-outcomes";
import { ReportOutcomes } from "@/lib/outreach/sequence/jobs";
import { handle } from "../handler";

export default handle(ReportOutcomes, reportOutcomes);
