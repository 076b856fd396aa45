import type { Plan } from "@/lib/foundation/workspaces/schemas";
import type { Database } from "@/lib/platform/database.types";
import type { SubscriptionStatus } from "@/lib/providers/payments/port";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

type Row = Database["public"]["Tables"]["subscriptions"]["Row"];
const COLUMNS = [
  "source",
  "granted_plan",
  "plan",
  "next_plan",
  "next_plan_at",
  "status",
  "is_paid",
  "amount_cents",
  "currency",
  "billing_interval",
  "trial_ends_at",
  "period_ends_at",
  "cancel_at",
  "past_due_since",
  "customer_id",
  "subscription_id",
  "checkout_number",
  "checkout_plan",
  "checkout_session_id",
  "sync_started",
  "sync_applied",
  "synced_at",
] as const satisfies readonly (keyof Row)[];

/** The words are the table's checks'. */
export type SubscriptionRow = Pick<Row, Exclude<(typeof COLUMNS)[number], "plan" | "status">> & {
  source: "stripe" | "admin";
  granted_plan: Plan;
  plan: Plan;
  next_plan: Plan | null;
  status: SubscriptionStatus | null;
};

export async function findSubscription(tx: TxCtx): Promise<SubscriptionRow | null> {
  const row = await tx.db
    .selectFrom("subscriptions")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return (row as SubscriptionRow | undefined) ?? null;
}

/** The row, locked; it is made with the plan that the workspace has. Changes of one workspace happen one after the other. */
export async function lockSubscription(tx: TxCtx, current: Plan): Promise<SubscriptionRow> {
  await tx.db
    .insertInto("subscriptions")
    .values({ workspace_id: tx.workspaceId, granted_plan: current })
    .onConflict((conflict) => conflict.column("workspace_id").doNothing())
    .execute();
  const row = await tx.db
    .selectFrom("subscriptions")
    .select(COLUMNS)
    .where("workspace_id", "=", tx.workspaceId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return row as SubscriptionRow;
}

export type SubscriptionChange = Partial<Omit<SubscriptionRow, "sync_started">>;

export async function updateSubscription(tx: TxCtx, change: SubscriptionChange): Promise<void> {
  await tx.db.updateTable("subscriptions").set(change).where("workspace_id", "=", tx.workspaceId).execute();
}

/** Numbers a reading of the provider; null when there is no customer to read. */
export async function beginReading(tx: TxCtx): Promise<{ customerId: string; number: number } | null> {
  const row = await tx.db
    .updateTable("subscriptions")
    .set(({ eb }) => ({ sync_started: eb("sync_started", "+", 1) }))
    .where("workspace_id", "=", tx.workspaceId)
    .where("customer_id", "is not", null)
    .returning(["customer_id", "sync_started"])
    .executeTakeFirst();
  return row?.customer_id ? { customerId: row.customer_id, number: row.sync_started } : null;
}

/** Only while the checkout still has this number; answers whether it had. */
export async function updateCheckout(
  tx: TxCtx,
  number: number,
  change: Pick<SubscriptionChange, "checkout_number" | "checkout_session_id">,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable("subscriptions")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("checkout_number", "=", number)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Past RLS: the workspace that a customer of the provider pays for. */
export async function findWorkspaceOfCustomer(tx: ServiceTx, customerId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("subscriptions")
    .select("workspace_id")
    .where("customer_id", "=", customerId)
    .executeTakeFirst();
  return row?.workspace_id ?? null;
}

/** Past RLS: every workspace with a customer, in order, after the one a page ended with. */
export async function selectCustomers(tx: ServiceTx, after: string | null, limit: number): Promise<string[]> {
  let rows = tx.db
    .selectFrom("subscriptions")
    .select("workspace_id")
    .where("customer_id", "is not", null)
    .orderBy("workspace_id")
    .limit(limit);
  if (after !== null) rows = rows.where("workspace_id", ">", after);
  return (await rows.execute()).map(({ workspace_id }) => workspace_id);
}
