import type { IgnitionStatus } from "./schemas";

/** Ended: nothing runs, and a new launch may begin (contract, "States"). */
export const RESTARTABLE: readonly IgnitionStatus[] = ["failed", "cancelled"];

export const isRunning = (status: IgnitionStatus): boolean => status !== "active" && !RESTARTABLE.includes(status);
