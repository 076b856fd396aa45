import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Reads again what a customer pays for. One waits while one runs, so whatever rang during a reading is read again. */
export const SyncCustomer = defineJob({
  name: "billing.sync_customer",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 12,
  expireInSeconds: 120,
  whileFrozen: "run",
});

/** The same for every customer, each night: for messages that were lost, and for moments that pass without one. */
export const SyncAllCustomers = defineJob({
  name: "billing.sync_all_customers",
  payload: z.object({}),
  policy: "short",
  retryLimit: 2,
  expireInSeconds: 300,
  cron: "20 3 * * *",
});

/** Ends what a deleted company would go on paying for. */
export const EndPayment = defineJob({
  name: "billing.end_payment",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "exclusive",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 20,
  expireInSeconds: 120,
  whileFrozen: "run",
});

/** Tells the owners and admins by email that a payment failed, or that a paid plan ended. */
export const MailPaymentTrouble = defineJob({
  name: "billing.mail_payment_trouble",
  payload: z.object({ workspaceId: z.uuid(), status: z.string(), reading: z.number().int() }),
  policy: "exclusive",
  key: ({ workspaceId, reading }) => `${workspaceId}:${reading}`,
  retryLimit: 10,
  expireInSeconds: 120,
});
