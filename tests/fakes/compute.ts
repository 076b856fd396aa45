import type { ComputeProvider, Intervention, MachineStatus } from "@/lib/providers/compute/port";

type Machine = { status: MachineStatus; answers: boolean };

/** A vendor's whims: each holds until it is taken back. */
type Whims = {
  /** Orders are refused, in these words. */
  refuses?: string;
  /** Orders are carried out, and the answer breaks off. */
  losesAnswers?: boolean;
  /** Orders are taken and change nothing. */
  idles?: boolean;
  /** It does not say how machines are. */
  mute?: boolean;
};

export type FakeCompute = ComputeProvider & {
  machines: Map<string, Machine>;
  /** Every order that arrived, as “step machine”. */
  orders: string[];
  whims: Whims;
  /** Runs when an order took effect. */
  onOrder: (machine: string, step: Intervention) => Promise<void>;
};

/** A vendor of machines with a state and with moods: it loses answers, refuses, forgets, and says nothing. */
export function fakeCompute(): FakeCompute {
  const fake: FakeCompute = {
    machines: new Map(),
    orders: [],
    whims: {},
    onOrder: async () => undefined,
    provision: async ({ workspaceId }) => {
      fake.machines.set(workspaceId, { status: "active", answers: true });
      return {
        id: workspaceId,
        address: "192.0.2.1",
        sidecarUrl: "https://192.0.2.1",
        webhookUrl: "https://192.0.2.1",
      };
    },
    terminate: async ({ instanceId }) => void fake.machines.delete(instanceId),
    inspect: async ({ instanceId }) => {
      if (fake.whims.mute) throw new Error("The vendor did not answer.");
      return fake.machines.get(instanceId)?.status ?? "absent";
    },
    probe: async ({ instanceId }) => fake.machines.get(instanceId)?.answers ?? false,
    intervene: async ({ instanceId, step }) => {
      fake.orders.push(`${step} ${instanceId}`);
      if (fake.whims.refuses) return { accepted: false, evidence: fake.whims.refuses };
      if (!fake.whims.idles) await fake.onOrder(instanceId, step);
      if (fake.whims.losesAnswers) throw new Error("socket hang up");
      return { accepted: true, evidence: `The vendor took the order: ${step}.` };
    },
  };
  return fake;
}
