import { reportOutcomes } from "@/lib/metering/ingestion/report-outcomes";
import { ReportOutcomes } from "@/lib/outreach/sequence/jobs";
import { handle } from "../handler";

export default handle(ReportOutcomes, reportOutcomes);
