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

/** Carries out one repair of a machine. It is wanted by a row, so that a queue that is away loses none. */
export const RemedyMachine = defineJob({
  name: "fleet.remedy_machine",
  payload: z.object({ remedyId: z.uuid() }),
  policy: "exclusive",
  key: ({ remedyId }) => remedyId,
  retryLimit: 0,
  expireInSeconds: 60,
});
