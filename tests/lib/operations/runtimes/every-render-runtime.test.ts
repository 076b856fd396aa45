import { testCloudRuntimes } from "./cloud-runtime-contract";
import { createRenderWorld } from "./cloud-world";

testCloudRuntimes({
  open: createRenderWorld,
  target: "cloud_render",
  serviceId: /^render:srv-/,
  keysInside: ["DATABASE_URL", "GREENLIGHT_TOKEN", "GREENLIGHT_URL", "RUNTIME_KEY"],
  badDay: { serviceFails: 1, listLag: 3, deployLag: 1, commitLag: 1 },
  notBuilt: "build failed",
});
