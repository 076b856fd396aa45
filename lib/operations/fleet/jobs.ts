import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Each minute: machines that were not heard of for too long. */
export const EvaluateFleet = defineJob({
  name: "fleet.evaluate_fleet",
  payload: z.object({}),
  policy: "short",
  retryLimit: 1,
  expireInSeconds: 50,
  cron: "* * * * *",
});
