import { testCloudCrashes } from "./cloud-crash-contract";
import { createCloudWorld } from "./cloud-world";

testCloudCrashes({ open: createCloudWorld, lag: { listLag: 1 }, morePointsThan: 15 });
