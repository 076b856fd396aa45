import { RefreshRollups } from "@/lib/metering/metrics/jobs";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { sweep } from "../handler";

export default sweep(RefreshRollups, refreshRollups);
