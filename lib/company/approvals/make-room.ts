import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { ApprovalExpired } from "./events";
import { requireApproval } from "./require-approval";
import type { Origin } from "./schemas";
import { selectUndecided, updateApproval } from "./store";

/** More proposals than this are not read any more: of a company, and of its night shift. */
const MOST_OPEN = 20;
const MOST_OF_NIGHT_SHIFT = 5;

/**
 * Keeps the inbox readable before another proposal that is not a founder's: the oldest one of the night shift gives way, and the ledger says
 * so. 422 `approval.too_many` when there is none to give way.
 */
export async function makeRoom(tx: TxCtx, { projectId, origin }: { projectId: string; origin: Origin }): Promise<void> {
  const undecided = await selectUndecided(tx, { projectId, limit: MOST_OPEN });
  const ofNightShift = undecided.filter((each) => each.origin === "night_shift");
  const isFull = undecided.length >= MOST_OPEN;
  if (!isFull && (origin !== "night_shift" || ofNightShift.length < MOST_OF_NIGHT_SHIFT)) return;
  const [oldest] = ofNightShift;
  if (!oldest) {
    throw new AppError("impossible", `${MOST_OPEN} proposals wait for a decision. Decide some of them first.`, {
      code: "approval.too_many",
    });
  }
  const approval = await requireApproval(tx, oldest.id, { lock: true });
  const why = "A newer proposal took its place before it was decided. Nothing was done.";
  if (!(await updateApproval(tx, { id: oldest.id, from: approval.state }, { state: "expired", why }))) return;
  await appendEvent(tx, ApprovalExpired, { ...aboutApproval(approval), why }, { projectId });
}
