import { RebuildDailyStats } from "@/lib/metering/metrics/jobs";
import { rebuildDailyStats } from "@/lib/metering/metrics/rebuild-daily-stats";
import { handle } from "../handler";

export default handle(RebuildDailyStats, rebuildDailyStats);
