import { RebuildDailyStats } from "@/lib/metering/ingestion/jobs";
import { rebuildDailyStats } from "@/lib/metering/ingestion/rebuild-daily-stats";
import { handle } from "../handler";

export default handle(RebuildDailyStats, rebuildDailyStats);
