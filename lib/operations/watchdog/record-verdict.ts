import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { DriftHealed, DriftQuarantined } from "./events";
import type { Finding } from "./facts";
import type { OpenDrift, Verdict } from "./judge-drifts";
import { findDrift, insertDrifts, updateDrift } from "./store";

/** Keeps what was seen: new drifts, seen ones, those that are gone by proof and those that are given up. Each is told once. */
export async function recordVerdict(ctx: WorkspaceCtx, verdict: Verdict): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  await withTransaction(ctx, async (tx) => {
    await insertDrifts(tx, verdict.fresh);
    for (const { drift, finding, confirmed } of verdict.again) {
      const isNew = drift.state === "seen" && confirmed;
      await updateDrift(tx, drift.id, { sighted: true, words: finding.words, ...(isNew && { state: "open" }) });
    }
    for (const { id } of verdict.gone) await close(tx, id);
    for (const given of verdict.hopeless) await giveUp(tx, given);
    for (const told of verdict.tell) await tell(tx, told);
  });
}

async function close(tx: TxCtx, driftId: string): Promise<void> {
  const drift = await findDrift(tx, driftId);
  if (!drift || !(await updateDrift(tx, driftId, { state: "closed" })) || drift.tries === 0) return;
  const { kind, title, words } = drift;
  await appendEvent(tx, DriftHealed, { driftId, kind, title, words });
}

type Told = { drift: OpenDrift; finding: Finding };

async function giveUp(tx: TxCtx, { drift, finding }: Told): Promise<void> {
  if (!(await updateDrift(tx, drift.id, { state: "quarantined" }))) return;
  const { kind, title, words } = finding;
  await appendEvent(tx, DriftQuarantined, { driftId: drift.id, kind, title, words });
  if (!drift.alerted) await tell(tx, { drift, finding });
}

async function tell(tx: TxCtx, { drift, finding: { kind, words, campaignId } }: Told): Promise<void> {
  if (!(await updateDrift(tx, drift.id, { alerted: true }))) return;
  await notify(tx, [{ type: "watchdog.drift", title: words, data: { kind, campaignId, driftId: drift.id } }]);
}
