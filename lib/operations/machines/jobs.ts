import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Takes a machine away, from where its termination stands to the proof that the vendor has none of it. */
export const TerminateMachine = defineJob({
  name: "machines.terminate_machine",
  payload: z.object({ machineId: z.uuid() }),
  policy: "exclusive",
  key: ({ machineId }) => machineId,
  retryLimit: 10,
  expireInSeconds: 900,
});

/** Each hour: compares the vendor's machines with our rows in both directions. */
export const SweepMachines = defineJob({
  name: "machines.sweep_machines",
  payload: z.object({}),
  policy: "short",
  retryLimit: 2,
  expireInSeconds: 300,
  cron: "40 * * * *",
});
