import { RebuildDailyStats } from "@/lib/ingestion/jobs";
import { rebuildDailyStats } from "@/lib/ingestion/rebuild-daily-stats";
import { handle } from "../handler";

export default handle(RebuildDailyStats, rebuildDailyStats);
