import { testCloudRuntimes } from "./cloud-runtime-contract";
import { createCloudWorld } from "./cloud-world";

testCloudRuntimes({
  open: createCloudWorld,
  target: "cloud",
  serviceId: /^vercel:/,
  keysInside: ["COMMIT_SHA", "DATABASE_URL", "GREENLIGHT_TOKEN", "GREENLIGHT_URL", "RUNTIME_KEY"],
  badDay: { projectFails: 1, deploymentFails: 1, listLag: 1, aliasLag: 1 },
  notBuilt: "npm ended",
});
