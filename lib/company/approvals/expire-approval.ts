import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutApproval } from "./about-approval";
import { ApprovalExpired } from "./events";
import { updateApproval } from "./store";
import { assertTransition } from "./transitions";
import type { StoredApproval } from "./schemas";

/** Ends a proposal whose time is over, in the caller's transaction: nothing was done, and its founders are told. `because`: another reason. */
export async function expireApproval(tx: TxCtx, approval: StoredApproval, because?: string): Promise<void> {
  const { id, state, project_id: projectId, title } = approval;
  assertTransition(state, "expired");
  const late =
    state === "queued" ? "it was approved and could not be carried out in time." : "there was no decision in time.";
  const why = `${because ?? late} Nothing was done.`;
  const changed = await updateApproval(
    tx,
    { id, from: state },
    { state: "expired", why: why.charAt(0).toUpperCase() + why.slice(1) },
  );
  if (!changed) return;
  await appendEvent(tx, ApprovalExpired, { ...aboutApproval(approval), why }, { projectId });
  await notify(tx, [
    { type: "approval.expired", title: `“${title}” expired: ${why}`, data: { project_id: projectId, approval_id: id } },
  ]);
}
