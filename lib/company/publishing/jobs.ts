import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Serves the sites of this machine again: after a restart, and when a server ended. */
export const ServeSites = defineJob({
  name: "publishing.serve_sites",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 120,
  cron: "* * * * *",
  atStart: true,
});
