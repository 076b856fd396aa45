import { RebuildDailyStats } from "@/lib/metering/ingestion/jobs";
import { rebuildDailyStats } from "@/lib/metering/metrics/rebuild-daily-stats";
import { handle } from "../handler";

export default handle(RebuildDailyStats, rebuildDailyStats);
