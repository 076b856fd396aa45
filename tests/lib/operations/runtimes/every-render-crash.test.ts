import { testCloudCrashes } from "./cloud-crash-contract";
import { createRenderWorld } from "./cloud-world";

testCloudCrashes({ open: createRenderWorld, lag: { listLag: 2, deployLag: 1, commitLag: 1 }, morePointsThan: 10 });
