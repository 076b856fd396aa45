/** Where a workspace's n8n and sidecar run, as the product needs to know it. */
export type Instance = { id: string; address: string; sidecarUrl: string; webhookUrl: string };

/** A machine as its vendor describes it: `absent` when the vendor has none of that id, `unknown` when the vendor does not say. */
export type MachineStatus = "active" | "off" | "absent" | "unknown";

/** From the mildest: n8n alone, the machine as it was asked to, the machine whether it wants to or not. */
export type Intervention = "restart_n8n" | "reboot" | "power_cycle";

/** `accepted` says that the vendor took the order, not that it helped. `evidence` is one sentence, in the vendor's words where it has some. */
export type Intervened = { accepted: boolean; evidence: string };

type OfMachine = { instanceId: string; signal: AbortSignal };

export interface ComputeProvider {
  /** Makes the workspace's instance, or finds it again. */
  provision(request: { workspaceId: string; signal: AbortSignal }): Promise<Instance>;
  /** Takes it away; fine when it never was. */
  terminate(request: OfMachine): Promise<void>;
  /** Asks the vendor, not the machine. An error counts as `unknown`. */
  inspect(request: OfMachine): Promise<MachineStatus>;
  /** Whether the machine answers at its own door, whatever it answers. */
  probe(request: OfMachine): Promise<boolean>;
  /** Orders one step, once; an order that the vendor does not know or refuses is an answer, a broken connection an error. */
  intervene(request: OfMachine & { step: Intervention }): Promise<Intervened>;
}
