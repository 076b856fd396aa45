import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl, env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { CheckoutSession, Offer, Payments } from "@/lib/providers/payments/port";
import { selectPayments } from "@/lib/providers/payments/select";
import { ensureCustomer } from "./ensure-customer";
import { CheckoutOpened } from "./events";
import type { ChoosePlan, PaidPlan, Redirect } from "./schemas";
import { isLive } from "./standing";
import { lockSubscription, updateCheckout, updateSubscription } from "./store";
import { syncCustomer } from "./sync-customer";

type Attempt = { number: number; sessionId: string | null; isFirst: boolean };

/**
 * The address of a checkout for a plan. A workspace has one customer and one open checkout: the same plan again, in another tab too, leads to the
 * same one; another plan ends the one before. 409 `billing.subscribed` when a subscription is there already, paid a moment ago included.
 */
export async function openCheckout(ctx: WorkspaceCtx, { projectId, plan }: ChoosePlan): Promise<Redirect> {
  requirePermission(ctx, "billing.write");
  await withReadTransaction(ctx, (tx) => getProject(tx, { projectId }));
  const payments = selectPayments();
  const offer = await offerOf(payments, plan);
  const customerId = await ensureCustomer(ctx, payments);
  await syncCustomer(ctx);
  const attempt = await usableAttempt(ctx, payments, plan);
  const session = attempt.session ?? (await openSession(ctx, payments, { ...attempt, offer, customerId, projectId }));
  for (const { id } of await payments.listOpenCheckouts(customerId))
    if (id !== session.id) await payments.expireCheckout(id);
  if (session.url === null) throw replaced();
  return { url: session.url };
}

async function offerOf(payments: Payments, plan: PaidPlan): Promise<Offer> {
  const offer = (await payments.listOffers()).find(({ name }) => name === plan);
  if (offer) return offer;
  throw new AppError("impossible", `The plan ${plan} is not sold here. Choose another one.`, {
    code: "billing.not_offered",
  });
}

/** The number under which a session may be made, or the open session that was made under it. */
async function usableAttempt(
  ctx: WorkspaceCtx,
  payments: Payments,
  plan: PaidPlan,
): Promise<Attempt & { session: CheckoutSession | null }> {
  const attempt = await beginAttempt(ctx, plan);
  if (attempt.sessionId === null) return { ...attempt, session: null };
  const session = await payments.findCheckout(attempt.sessionId);
  if (session?.status === "open") return { ...attempt, session };
  // No event: the one of the checkout was written when it was opened.
  await withTransaction(ctx, (tx) =>
    updateCheckout(tx, attempt.number, { checkout_number: attempt.number + 1, checkout_session_id: null }),
  );
  return { ...attempt, number: attempt.number + 1, session: null };
}

const beginAttempt = (ctx: WorkspaceCtx, plan: PaidPlan): Promise<Attempt> =>
  withTransaction(ctx, async (tx) => {
    const row = await lockSubscription(tx, (await getWorkspace(tx)).plan);
    if (row.status !== null && isLive({ status: row.status })) throw alreadySubscribed();
    const isFirst = row.subscription_id === null;
    if (row.checkout_plan === plan) return { number: row.checkout_number, sessionId: row.checkout_session_id, isFirst };
    const number = row.checkout_number + 1;
    await updateSubscription(tx, { checkout_number: number, checkout_plan: plan, checkout_session_id: null });
    await appendEvent(tx, CheckoutOpened, { plan });
    return { number, sessionId: null, isFirst };
  });

type Opening = Attempt & { offer: Offer; customerId: string; projectId: string };

async function openSession(ctx: WorkspaceCtx, payments: Payments, opening: Opening): Promise<CheckoutSession> {
  const { number, isFirst, offer, customerId, projectId } = opening;
  const trialDays = isFirst ? env().STRIPE_TRIAL_DAYS : 0;
  const page = `${appUrl()}/companies/${projectId}/billing`;
  const session = await payments.createCheckout({
    customerId,
    workspaceId: ctx.workspaceId,
    offer,
    trialDays,
    successUrl: `${page}?checkout=done`,
    cancelUrl: page,
    // All that the session says: the provider refuses a key that comes again with other words.
    key: ["checkout", ctx.workspaceId, number, offer.priceId, trialDays, customerId, projectId].join(":"),
  });
  const isCurrent = await withTransaction(ctx, (tx) => updateCheckout(tx, number, { checkout_session_id: session.id }));
  if (isCurrent) return session;
  await payments.expireCheckout(session.id);
  throw replaced();
}

const alreadySubscribed = (): AppError =>
  new AppError(
    "conflict",
    "This workspace has a subscription already. Change its plan instead of buying another one.",
    {
      code: "billing.subscribed",
    },
  );

const replaced = (): AppError =>
  new AppError(
    "conflict",
    "Another checkout was opened at the same moment, in another tab. Go on there, or try again.",
    {
      code: "billing.checkout_replaced",
    },
  );
