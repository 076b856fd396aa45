import type { ApprovalState, Verdict } from "@/lib/company/approvals/schemas";
import type { TaskState } from "./schemas";

type Judged = { state: Extract<TaskState, "done" | "failed" | "needs_you">; why: string };

/** States of an action that never came to an effect: a task does not wait for it. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(["denied", "expired"]);

/**
 * The state that its evidence gives a task: done when everything that it stands on was verified; null while something is still open, or
 * when there is nothing to judge by.
 */
export function judgeTask(evidence: readonly (ApprovalState | Verdict)[]): Judged | null {
  const counted = evidence.filter((state) => !WITHOUT_EFFECT.has(state));
  if (counted.includes("contradicted")) return { state: "failed", why: "A receipt contradicts it." };
  if (counted.length === 0 || counted.some((state) => state !== "verified" && state !== "unverifiable")) return null;
  if (counted.includes("unverifiable"))
    return { state: "needs_you", why: "A part of it cannot be verified: look at its receipts." };
  return { state: "done", why: "Its receipts are verified." };
}
