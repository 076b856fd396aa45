import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const RuntimeRequested = defineEvent(
  "runtime.requested",
  z.object({ attempt: z.number().int(), cause: z.string() }),
  ({ attempt }) =>
    attempt === 1
      ? "The company gets a runtime of its own. Until it is ready, its work runs on the shared one."
      : `Setting up the company’s own runtime began again (attempt ${attempt}).`,
);
export const RuntimeStepDone = defineEvent(
  "runtime.step_done",
  z.object({ step: z.string(), title: z.string(), attempt: z.number().int() }),
  ({ title }) => `Own runtime: ${title} — done.`,
);
export const RuntimeStepFailed = defineEvent(
  "runtime.step_failed",
  z.object({ step: z.string(), title: z.string(), attempt: z.number().int(), error: z.string() }),
  ({ title, error }) => `Own runtime: ${title} — failed: ${error}`,
);
export const RuntimeMoving = defineEvent(
  "runtime.provisioning_started",
  z.object({ attempt: z.number().int() }),
  () => "The company’s own runtime is being set up. Its work goes on on the shared one.",
);
export const RuntimeProvisioned = defineEvent(
  "runtime.provisioned",
  z.object({ attempt: z.number().int() }),
  ({ attempt }) => `Setting up the company’s own runtime ended well (attempt ${attempt}).`,
);
export const RuntimeTakenBack = defineEvent(
  "runtime.taken_back",
  z.object({ epoch: z.number().int() }),
  () => "The move to the company’s own runtime was taken back: its work runs on the shared one.",
);
export const RuntimeRemoving = defineEvent(
  "runtime.removing",
  z.object({ name: z.string() }),
  () => "The company’s own runtime is being taken away. Its work runs on the shared one.",
);
export const RuntimeActivated = defineEvent(
  "runtime.activated",
  z.object({ attempt: z.number().int(), epoch: z.number().int(), url: z.string() }),
  ({ url }) => `The company’s own runtime is active at ${url}. Its work runs there from now on.`,
);
export const RuntimeFailed = defineEvent(
  "runtime.provisioning_failed",
  z.object({
    attempt: z.number().int(),
    step: z.string().nullable(),
    error: z.string(),
    advice: z.string(),
    left: z.array(z.string()),
  }),
  ({ error, advice, left }) =>
    `The company’s own runtime could not be set up: ${error} Its work stays on the shared runtime. ${advice}${
      left.length > 0 ? ` Left over: ${left.join(", ")}.` : ""
    }`,
);
export const RuntimeFellBack = defineEvent(
  "runtime.fell_back",
  z.object({ epoch: z.number().int(), failures: z.number().int(), trouble: z.string() }),
  ({ failures, trouble }) =>
    `The company’s own runtime failed ${failures} probes in a row (${trouble}) Its work runs on the shared runtime until it is well again.`,
);
export const RuntimeReturned = defineEvent(
  "runtime.returned",
  z.object({ epoch: z.number().int() }),
  () => "The company’s own runtime is well again: its work runs there as before.",
);
export const RuntimeRemoved = defineEvent(
  "runtime.removed",
  z.object({ name: z.string() }),
  () => "The company’s own runtime was taken away: no application, database or repository of it is left.",
);
const Order = z.object({ orderId: z.uuid(), kind: z.enum(["action", "run"]), subjectId: z.uuid() });
const workOf = (kind: "action" | "run"): string => (kind === "action" ? "an approved action" : "a recurring task");
export const RuntimeOrderHanded = defineEvent(
  "runtime.order_handed",
  Order.extend({ epoch: z.number().int() }),
  ({ kind }) => `The company’s own runtime is asked to do ${workOf(kind)}.`,
);
export const RuntimeOrderTaken = defineEvent(
  "runtime.order_taken",
  Order.extend({ epoch: z.number().int() }),
  ({ kind }) => `The company’s own runtime took ${workOf(kind)}.`,
);
export const RuntimeOrderSuperseded = defineEvent(
  "runtime.order_superseded",
  Order,
  ({ kind }) => `The company’s own runtime is asked again to do ${workOf(kind)}: what was not taken before is void.`,
);
export const RuntimeWorked = defineEvent("runtime.worked", Order.extend({ epoch: z.number().int() }), ({ kind }) =>
  kind === "action"
    ? "The company’s own runtime carried out an approved action."
    : "The company’s own runtime did a recurring task.",
);
export const RuntimePassedOver = defineEvent(
  "runtime.passed_over",
  Order.extend({ trouble: z.string() }),
  ({ kind, trouble }) =>
    `The company’s own runtime did not take ${workOf(kind)} (${trouble}) It was done on the shared one.`,
);
export const RuntimeRetiring = defineEvent(
  "runtime.retiring",
  z.object({ epoch: z.number().int(), until: z.string() }),
  ({ until }) =>
    `The paid plan ended: the company’s work runs on the shared runtime. Its own one is kept until ${until.slice(0, 10)}, and comes back with the next payment.`,
);
