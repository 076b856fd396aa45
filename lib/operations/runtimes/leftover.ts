import type { RuntimeInstance } from "./schemas";

/**
 * Whether a failed attempt may have left something, or its clean-up is not done: one that the company never worked with, so that nothing of its
 * own is in it.
 */
export const isLeftover = ({ status, activated_at }: Pick<RuntimeInstance, "status" | "activated_at">): boolean =>
  activated_at === null && (status === "failed" || status === "retiring");
