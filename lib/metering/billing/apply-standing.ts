import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { changePlan } from "@/lib/foundation/workspaces/change-plan";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import type { Plan } from "@/lib/foundation/workspaces/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { limitOf } from "@/lib/metering/spending/budget";
import { restartAlerts } from "@/lib/metering/spending/restart-alerts";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { PlanChanged, SubscriptionChanged, SubscriptionPaid } from "./events";
import { MailPaymentTrouble } from "./jobs";
import { higherOf, isLive, rankOf, type Standing } from "./standing";
import { lockSubscription, updateSubscription, type SubscriptionChange, type SubscriptionRow } from "./store";
import { TROUBLES } from "./trouble";

/** `number`: which reading of the workspace it was. */
type Reading = { standing: Standing; number: number };

/**
 * Puts what a reading of the provider says into the workspace's plan, in the caller's transaction. A reading that began before the last one that
 * was applied changes nothing.
 */
export async function applyStanding(tx: TxCtx, reading: Reading): Promise<void> {
  requirePermission(tx, "billing.write");
  const { standing, number } = reading;
  const before = await lockSubscription(tx, (await getWorkspace(tx)).plan);
  if (number <= before.sync_applied) return;
  const after = { ...facts(standing, before), sync_applied: number, synced_at: tx.now().toISOString() };
  await updateSubscription(tx, after);
  await tellChange(tx, before, reading);
  await changeTo(tx, higherOf(before.granted_plan, standing.plan));
}

function facts(standing: Standing, before: SubscriptionRow): SubscriptionChange {
  const { subscription, plan, next, isPaid, pastDueSince } = standing;
  const decides = subscription !== null && isLive(subscription) && rankOf(plan) >= rankOf(before.granted_plan);
  return {
    source: decides ? "stripe" : "admin",
    plan,
    next_plan: next?.plan ?? null,
    next_plan_at: next?.at.toISOString() ?? null,
    status: statusAfter(standing, before),
    is_paid: isPaid,
    subscription_id: subscription?.id ?? before.subscription_id,
    amount_cents: subscription?.amountCents ?? null,
    currency: subscription?.currency ?? null,
    billing_interval: subscription?.interval ?? null,
    trial_ends_at: subscription?.trialEndsAt?.toISOString() ?? null,
    period_ends_at: subscription?.periodEndsAt?.toISOString() ?? null,
    cancel_at: subscription?.cancelAt?.toISOString() ?? null,
    past_due_since: pastDueSince?.toISOString() ?? null,
  };
}

/** A subscription that the provider has no more, ended. */
const statusAfter = ({ subscription }: Standing, before: SubscriptionRow): SubscriptionRow["status"] =>
  subscription?.status ?? (before.subscription_id === null ? null : "canceled");

async function tellChange(tx: TxCtx, before: SubscriptionRow, { standing, number }: Reading): Promise<void> {
  const status = statusAfter(standing, before);
  if (status !== null && status !== before.status) {
    await appendEvent(tx, SubscriptionChanged, { from: before.status, to: status });
    const trouble = TROUBLES[status];
    if (trouble) {
      await notify(tx, [{ type: "billing.subscription_changed", title: trouble.title, data: { status } }]);
      await enqueue(tx, MailPaymentTrouble, { workspaceId: tx.workspaceId, status, reading: number });
    }
  }
  if (standing.isPaid && !before.is_paid) await appendEvent(tx, SubscriptionPaid, { plan: standing.plan });
}

async function changeTo(tx: TxCtx, plan: Plan): Promise<void> {
  const from = await changePlan(tx, plan);
  if (from === plan) return;
  await restartAlerts(tx);
  await appendEvent(tx, PlanChanged, { from, to: plan, limitUsd: limitOf(plan) });
}
