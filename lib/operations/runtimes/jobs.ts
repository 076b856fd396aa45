import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

const OfProject = z.object({ workspaceId: z.uuid(), projectId: z.uuid() });

/** One attempt from where it stands to its end; done steps are skipped, so any worker may take it over at any time. */
export const ProvisionProject = defineJob({
  name: "runtime.provision_project",
  payload: OfProject.extend({ attempt: z.number().int() }),
  policy: "exclusive",
  key: ({ projectId, attempt }) => `${projectId}:${attempt}`,
  retryLimit: 30,
  expireInSeconds: 2700,
});

/** A workspace's payment began or ended. One waits while one runs, so whatever changed meanwhile is followed too. */
export const FollowPayment = defineJob({
  name: "runtime.follow_payment",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 60,
});

/** A company was created, in a workspace that may pay already. */
export const FollowCreation = defineJob({
  name: "runtime.follow_creation",
  payload: OfProject,
  policy: "exclusive",
  key: ({ projectId }) => projectId,
  retryLimit: 10,
  expireInSeconds: 60,
});

const ToldTrouble = OfProject.extend({
  kind: z.enum(["failed", "fell_back"]),
  /** Which attempt failed, or the epoch that began with the fall-back. */
  number: z.number().int(),
});
export type ToldTrouble = z.infer<typeof ToldTrouble>;

/** Tells the owners and admins by email that a runtime could not be set up, or that its work fell back to the shared one. */
export const MailRuntimeTrouble = defineJob({
  name: "runtime.mail_trouble",
  payload: ToldTrouble,
  policy: "exclusive",
  key: ({ projectId, kind, number }) => `${projectId}:${kind}:${number}`,
  retryLimit: 10,
  expireInSeconds: 120,
});

/** Each minute: every attempt under way, and every runtime that is active, or was until its probes failed, or is to be taken away. */
export const SweepRuntimes = defineJob({
  name: "runtime.sweep_runtimes",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 55,
  cron: "* * * * *",
  atStart: true,
});

/** One probe of one runtime; a frozen workspace's is looked after too. */
export const ProbeRuntime = defineJob({
  name: "runtime.probe_runtime",
  payload: OfProject,
  policy: "exclusive",
  key: ({ projectId }) => projectId,
  retryLimit: 0,
  expireInSeconds: 55,
  whileFrozen: "run",
});

/** Takes a runtime away whose time of grace is over, after an archive of the whole company (`exit/retire-with-export.ts`). */
export const RetireRuntime = defineJob({
  name: "runtime.retire_runtime",
  payload: OfProject,
  policy: "exclusive",
  key: ({ projectId }) => projectId,
  retryLimit: 5,
  expireInSeconds: 900,
});

/** Takes away what a failed attempt left behind, as an administrator asked. */
export const CleanUpRuntime = defineJob({
  name: "runtime.clean_up",
  payload: OfProject,
  policy: "exclusive",
  key: ({ projectId }) => projectId,
  retryLimit: 5,
  expireInSeconds: 300,
});
