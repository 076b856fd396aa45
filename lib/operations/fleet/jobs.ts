import { z } from "zod";
import { InstanceName } from "@/lib/contracts/instance";
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

/**
 * Compares the workspaces of a machine whose n8n began anew. A minute and a half later: until then n8n calls workflows active whose
 * webhooks it does not answer yet.
 */
export const CheckMachine = defineJob({
  name: "watchdog.check_machine",
  payload: z.object({ machine: InstanceName }),
  policy: "short",
  key: ({ machine }) => machine,
  retryLimit: 2,
  expireInSeconds: 60,
  delaySeconds: 90,
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

/** Each night: reports of machines that are older than thirty days. */
export const ForgetBeats = defineJob({
  name: "fleet.forget_beats",
  payload: z.object({}),
  policy: "short",
  retryLimit: 2,
  expireInSeconds: 300,
  cron: "25 3 * * *",
});
