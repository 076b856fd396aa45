import type { Memory } from "./schemas";

/** The fields that each ledger line about a memory has; none of its words. */
export const aboutMemory = ({ id, kind, trust }: Memory): { memory_id: string; kind: string; trust: string } => ({
  memory_id: id,
  kind,
  trust,
});
