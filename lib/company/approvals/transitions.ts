import { AppError } from "@/lib/platform/errors";
import type { ApprovalState } from "./schemas";

export const APPROVAL_TRANSITIONS: Record<ApprovalState, readonly ApprovalState[]> = {
  // A decision before it is taken; `pending` again: a new version.
  pending: ["pending", "approved", "denied", "revised", "expired"],
  revised: ["pending", "denied", "expired"],
  approved: ["queued"],
  // Undo, until the executor holds the row.
  queued: ["executing", "denied", "revised", "expired"],
  executing: ["executed", "failed", "unknown"],
  executed: ["verified", "contradicted", "unverifiable"],
  // A founder's retry of the same bytes; what a look at the provider's record found.
  failed: ["queued"],
  unknown: ["queued", "executed", "failed"],
  // Later looks may find otherwise: the site is down, the payment was refunded.
  verified: ["contradicted", "unverifiable"],
  contradicted: ["verified", "unverifiable"],
  unverifiable: ["verified", "contradicted"],
  denied: [],
  expired: [],
};

/** States in which a proposal still waits for a person or for the executor: one of them holds its dedupe key. */
export const OPEN_STATES = ["pending", "revised", "approved", "queued", "executing"] as const satisfies ApprovalState[];

/** Throws `approval.illegal_transition` unless an approval in `from` may become `to`. */
export function assertTransition(from: ApprovalState, to: ApprovalState): void {
  if (APPROVAL_TRANSITIONS[from].includes(to)) return;
  throw new AppError("conflict", `This proposal is ${from} and cannot become ${to}.`, {
    code: "approval.illegal_transition",
    details: { state: from },
  });
}
