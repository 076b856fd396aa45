import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Each minute, for a host where no process stays that could watch by a timer: judges the machines and mails what is owed. */
export const EvaluateFleet = defineJob({
  name: "fleet.evaluate_fleet",
  payload: z.object({}),
  policy: "short",
  retryLimit: 1,
  expireInSeconds: 50,
  cron: "* * * * *",
});
