import type { Reason } from "@/lib/contracts/engine";
import type { TxCtx } from "@/lib/platform/transaction";
import { callExplainDue, callSendable } from "./store-claims";

/** `due`: nothing but the clock or a limit is between them and the recipient. `sendable`: how many of them may be claimed now. */
type Explained = { due: number; sendable: number; reasons: Reason[]; nextDueAt: string | null };

/** Reasons that hold back emails which are due themselves. */
const GATES = new Set<Reason["code"]>([
  "window.closed",
  "daily_limit.reached",
  "ramp_up.reached",
  "spacing.waiting",
  "claim.contended",
]);

/** How many emails of a step can be sent now, and why each other one waits, in the caller's transaction. */
export async function explainStep(tx: TxCtx, of: { campaignId: string; step: number }): Promise<Explained> {
  const { reasons, nextDueAt } = await callExplainDue(tx, of);
  const gate = reasons.find(({ code }) => GATES.has(code));
  const others = reasons.filter((reason) => reason !== gate && reason.code !== "draft.none");
  if (!gate) return { due: 0, sendable: 0, reasons: others, nextDueAt };
  if (gate.code !== "claim.contended") return { due: 0, sendable: 0, reasons: [gate, ...others], nextDueAt };
  const { emails, limitedBy } = (await callSendable(tx, of)) ?? { emails: 0, limitedBy: gate.code };
  const sendable = Math.min(gate.count, emails);
  const left = gate.count - sendable;
  const more = others.find(({ code }) => code === limitedBy);
  const limited: Reason[] = left > 0 ? [{ ...more, code: limitedBy, count: left + (more?.count ?? 0) }] : [];
  const rest = left > 0 ? others.filter((reason) => reason !== more) : others;
  return { due: gate.count, sendable, reasons: [...limited, ...rest], nextDueAt };
}
