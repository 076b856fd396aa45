import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const IgnitionStarted = defineEvent(
  "ignition.started",
  z.object({ attempt: z.number().int() }),
  ({ attempt }) => (attempt === 1 ? "Launch started." : `Launch started again (attempt ${attempt}).`),
);
export const IgnitionStepDone = defineEvent(
  "ignition.step_done",
  z.object({ step: z.string(), title: z.string(), durationMs: z.number() }),
  ({ title, durationMs }) => `Launch: ${title} — done${durationMs >= 1000 ? ` in ${seconds(durationMs)}` : ""}.`,
);
export const IgnitionStepFailed = defineEvent(
  "ignition.step_failed",
  z.object({ step: z.string(), title: z.string(), error: z.string() }),
  ({ title, error }) => `Launch: ${title} — failed: ${error}`,
);
export const IgnitionStepUndone = defineEvent(
  "ignition.step_undone",
  z.object({ step: z.string(), title: z.string(), ok: z.boolean(), error: z.string().nullable() }),
  ({ title, ok, error }) => (ok ? `Launch: ${title} — undone.` : `Launch: ${title} — could not be undone: ${error}`),
);
export const IgnitionCompleted = defineEvent(
  "ignition.completed",
  z.object({ durationMs: z.number() }),
  ({ durationMs }) => `Launched in ${seconds(durationMs)}: the outreach engine is active.`,
);
export const IgnitionFailed = defineEvent(
  "ignition.failed",
  z.object({ step: z.string().nullable(), error: z.string(), undone: z.boolean(), cancelled: z.boolean() }),
  ({ error, undone, cancelled }) =>
    `${cancelled ? "The launch was cancelled" : `The launch failed: ${error}`} ${
      undone ? "— everything it had made was undone." : "— some of it could not be undone; see the steps."
    }`,
);
export const IgnitionCancelRequested = defineEvent(
  "ignition.cancel_requested",
  z.object({}),
  () => "Cancelling the launch was asked for.",
);
export const CleanUpRequested = defineEvent(
  "ignition.clean_up_requested",
  z.object({ left: z.array(z.string()) }),
  ({ left }) => `The clean-up of the last launch was tried again: ${left.join("; ")}.`,
);

const ROUTES = {
  machine: "from the machine that runs the workflows",
  gateway: "by Greenlight's gateway, with the company's own mail account",
};
const Route = z.enum(["machine", "gateway"]);
export const SendingRouteChosen = defineEvent(
  "ignition.sending_route_chosen",
  z.object({ choice: Route.nullable() }),
  ({ choice }) =>
    choice === null
      ? "By which way campaign emails leave is left to what the machine can reach."
      : `Campaign emails are to leave ${ROUTES[choice]}.`,
);
export const SendingRouteChanged = defineEvent(
  "ignition.sending_route_changed",
  z.object({ route: Route, reason: z.string() }),
  ({ route, reason }) => `Campaign emails now leave ${ROUTES[route]}. ${reason}`,
);
export const EngineUpgraded = defineEvent(
  "ignition.engine_upgraded",
  z.object({ campaigns: z.number().int() }),
  ({ campaigns }) =>
    `The workflows of ${campaigns} active ${campaigns === 1 ? "campaign" : "campaigns"} were brought up to date, published and checked.`,
);
export const MachineGivenUp = defineEvent(
  "ignition.machine_given_up",
  z.object({ machine: z.string() }),
  ({ machine }) =>
    `The machine ${machine} is lost and was given up by an administrator: no campaign sends until the company is launched again.`,
);
export const EngineRemoved = defineEvent(
  "ignition.engine_removed",
  z.object({}),
  () => "The outreach engine was removed: no workflow and no credential of this company is left in n8n.",
);
