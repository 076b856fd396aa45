/** Where a workspace's n8n and sidecar run, as the product needs to know it. */
export type Instance = { id: string; address: string; sidecarUrl: string; webhookUrl: string };

/** A machine as its vendor describes it: `absent` when the vendor has none of that id, `unknown` when the vendor does not say. */
export type MachineStatus = "active" | "off" | "absent" | "unknown";

/** From the mildest: n8n alone, the machine as it was asked to, the machine whether it wants to or not. */
export type Intervention = "restart_n8n" | "reboot" | "power_cycle";

/** `accepted` says that the vendor took the order, not that it helped. `evidence` is one sentence, in the vendor's words where it has some. */
export type Intervened = { accepted: boolean; evidence: string };

type OfMachine = { instanceId: string; signal: AbortSignal };

/** The state of an order, as it is kept: when the vendor was last asked to make the machine, and the id that it answered. */
export type OrderTrace = { vendorId: string | null; askedAt: Date | null };

/** The order of a machine that is paid for. Its name is never used again: a machine of that name is this order's. */
export type MachineOrder = {
  name: string;
  region: string;
  size: string;
  trace: OrderTrace;
  /**
   * Keeps, before the vendor is asked to make the machine, that it is; the time that was kept, and the script of the first start. Every
   * process of the machine can read that script as long as the machine lives. Throws where another run did so meanwhile.
   */
  noteAsked(): Promise<{ askedAt: Date; userData: string }>;
  noteMade(made: { vendorId: string; address: string | null }): Promise<void>;
};

export interface ComputeProvider {
  /** Makes the workspace's instance, or finds it again. `order`: for vendors whose machines are paid for. */
  provision(request: { workspaceId: string; order?: MachineOrder; signal: AbortSignal }): Promise<Instance>;
  /** Takes it away and looks that it is gone; fine when it never was. Without its trace, what a list does not show yet is not found. */
  terminate(request: OfMachine & { trace?: OrderTrace }): Promise<void>;
  /** Asks the vendor, not the machine. An error counts as `unknown`. */
  inspect(request: OfMachine): Promise<MachineStatus>;
  /** Whether the machine answers at its own door, whatever it answers. */
  probe(request: OfMachine): Promise<boolean>;
  /** Orders one step, once; an order that the vendor does not know or refuses is an answer, a broken connection an error. */
  intervene(request: OfMachine & { step: Intervention }): Promise<Intervened>;
}

export type VendorMachine = { vendorId: string; name: string; createdAt: Date; address: string | null };

/** A size that can be had, and where. Prices are the vendor's list prices. */
export type MachineOffer = {
  size: string;
  memoryMb: number;
  cpus: number;
  diskGb: number;
  monthlyCents: number;
  /** Millionths of a dollar. */
  hourlyMicros: number;
  regions: readonly { region: string; name: string }[];
};

/** A call to a vendor that would make or change something there. */
export type PlannedCall = { method: "POST" | "DELETE"; path: string; body: object };

/** A machine that is only thought of. `userData`: in the place of the script of the first start. */
export type MachineIdea = { workspaceId: string; name: string; region: string; size: string; userData: string };

/** A vendor whose machines are made for money. */
export interface MachineVendor extends ComputeProvider {
  /** The calls by which `provision` would make this machine now, in their order. It reads, and changes nothing. */
  planMachine(idea: MachineIdea, signal: AbortSignal): Promise<PlannedCall[]>;
  /** One machine as the vendor describes it now; null when it has none of that id. */
  findMachine(vendorId: string, signal: AbortSignal): Promise<VendorMachine | null>;
  /** Every machine that carries this installation's tag. */
  listMachines(signal: AbortSignal): Promise<VendorMachine[]>;
  /** The sizes that are large enough for n8n, cheapest first. */
  listOffers(signal: AbortSignal): Promise<MachineOffer[]>;
}

/** Time as a vendor's adapter sees it. */
export type VendorClock = { now(): number; wait(milliseconds: number, signal: AbortSignal): Promise<void> };

/** Keeps all callers of one account together below the vendor's limits. */
export interface Pace {
  /** Returns when the next call may be sent. */
  take(signal: AbortSignal): Promise<void>;
  /** The vendor refused a call: none is sent until then. */
  pause(until: Date): Promise<void>;
}

/** An installation's own account at a vendor. */
export type VendorAccount = {
  /** Eight characters that no other installation has; part of every name and tag. */
  installation: string;
  pace: Pace;
};
