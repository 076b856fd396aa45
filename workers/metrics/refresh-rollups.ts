import { RefreshRollups } from "@/lib/metrics/jobs";
import { refreshRollups } from "@/lib/metrics/refresh-rollups";
import { sweep } from "../handler";

export default sweep(RefreshRollups, refreshRollups);
