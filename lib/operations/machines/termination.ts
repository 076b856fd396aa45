import { z } from "zod";
import type { SystemCtx } from "@/lib/platform/ctx";
import { applyEntry, type SagaEntry, type SagaJournal, type SagaState } from "@/lib/platform/saga/journal";
import { supersededError } from "@/lib/platform/saga/run-saga";
import type { SagaStep } from "@/lib/platform/saga/step";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { MachineVendor, OrderTrace } from "@/lib/providers/compute/port";
import { lockTermination, moveMachine, setTermination } from "./store";
import type { Machine } from "./schemas";

type Nothing = Record<never, never>;
type State = SagaState<Nothing>;
export type TerminationCtx = { signal: AbortSignal; vendor: MachineVendor; machine: Machine };

const MINUTES = 60;
const nothing = async (): Promise<Nothing> => ({});

export const traceOf = ({ vendor_id: vendorId, asked_at }: Machine): OrderTrace => ({
  vendorId,
  askedAt: asked_at === null ? null : new Date(asked_at),
});

/** Deletes the machine, then proves by a look of its own that the vendor has none of it. A machine that is gone is not brought back. */
export const TERMINATION_PLAN: readonly SagaStep<TerminationCtx, Nothing>[] = [
  {
    name: "delete_machine",
    timeoutSeconds: 10 * MINUTES,
    run: async ({ vendor, machine }, _made, signal) => {
      await vendor.terminate({ instanceId: machine.name, trace: traceOf(machine), signal });
      return {};
    },
    undo: nothing,
  },
  {
    name: "confirm_absence",
    timeoutSeconds: 5 * MINUTES,
    run: async ({ vendor, machine }, _made, signal) => {
      const left = (await vendor.listMachines(signal)).filter(({ name }) => name === machine.name);
      const status = await vendor.inspect({ instanceId: machine.name, signal });
      if (left.length > 0 || status !== "absent")
        await vendor.terminate({ instanceId: machine.name, trace: traceOf(machine), signal });
      return {};
    },
    undo: nothing,
  },
];

const Saved = z.object({
  phase: z.enum(["running", "undoing", "succeeded", "failed", "cancelled"]),
  steps: z.array(
    z.object({
      name: z.string(),
      status: z.enum(["pending", "running", "done", "failed", "undoing", "undone", "undo_failed"]),
      startedAt: z.string().nullable(),
      endedAt: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
  failure: z.object({ message: z.string(), code: z.string(), step: z.string().nullable() }).nullable(),
});

const begun = (): z.infer<typeof Saved> => ({
  phase: "running",
  steps: TERMINATION_PLAN.map(({ name }) => ({ name, status: "pending", startedAt: null, endedAt: null, error: null })),
  failure: null,
});

/** Keeps a termination in the machine's row; with its success the machine counts as terminated. One that failed begins again. */
export class TerminationJournal implements SagaJournal<Nothing> {
  constructor(
    private readonly ctx: SystemCtx,
    private readonly machineId: string,
  ) {}

  read(): Promise<State | null> {
    return withServiceTransaction(this.ctx, async (tx) => {
      const { state, termination } = await lockTermination(tx, this.machineId);
      if (state !== "terminating") return null;
      const saved = Saved.safeParse(termination).data;
      if (saved && saved.phase !== "failed") return stateOf(saved);
      await setTermination(tx, this.machineId, begun());
      return stateOf(begun());
    });
  }

  advance(decide: (state: State) => SagaEntry<Nothing>): Promise<State> {
    return withServiceTransaction(this.ctx, async (tx) => {
      const { state, termination } = await lockTermination(tx, this.machineId);
      if (state !== "terminating") throw supersededError("termination");
      const before = stateOf(Saved.parse(termination));
      const after = applyEntry(before, decide(before), tx.now());
      await setTermination(tx, this.machineId, { phase: after.phase, steps: after.steps, failure: after.failure });
      if (after.phase === "succeeded")
        await moveMachine(tx, { id: this.machineId, from: ["terminating"], to: "terminated" });
      return after;
    });
  }
}

const stateOf = (saved: z.infer<typeof Saved>): State => ({ ...saved, cancelRequested: false, made: {} });
