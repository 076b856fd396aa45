import type { MachineState } from "./schemas";

/** States in which the vendor may still be paid for it. */
export const PAID: readonly MachineState[] = ["requested", "creating", "handshaking", "ready", "terminating"];
/** States in which an order may still be carried out. */
export const ORDERED: readonly MachineState[] = ["requested", "creating"];
/** States in which the vendor's list has to have it. */
export const EXPECTED: readonly MachineState[] = ["handshaking", "ready"];
