import { AppError } from "@/lib/platform/errors";
import type { Payments } from "@/lib/providers/payments/port";
import { standingOf, type Standing } from "./standing";

type Asked = { customerId: string; workspaceId: string; now: Date };

/** The provider's answer at this moment. 409 `billing.foreign_customer` for a customer that it notes as another workspace's. */
export async function readStanding(payments: Payments, { customerId, workspaceId, now }: Asked): Promise<Standing> {
  const customer = await payments.findCustomer(customerId);
  if (customer === null) return standingOf({ subscriptions: [], invoices: [] }, now);
  if (customer.workspaceId !== null && customer.workspaceId !== workspaceId)
    throw new AppError("conflict", "The payment provider notes this customer as another workspace's.", {
      code: "billing.foreign_customer",
      details: { customer: customerId },
    });
  const subscriptions = await payments.listSubscriptions(customerId);
  const invoices = subscriptions.length > 0 ? await payments.listInvoices(customerId) : [];
  return standingOf({ subscriptions, invoices }, now);
}
