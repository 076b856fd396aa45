import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks, apart from the code that acted, whether what a receipt stands for is true. */
export const CheckReceipt = defineJob({
  name: "receipts.check_receipt",
  payload: z.object({ workspaceId: z.uuid(), receiptId: z.uuid() }),
  policy: "short",
  key: ({ receiptId }) => receiptId,
  retryLimit: 2,
  expireInSeconds: 60,
  concurrency: 4,
  // It only looks.
  whileFrozen: "run",
});

/** Once a minute: the receipts that are due for another look. */
export const SweepReceipts = defineJob({
  name: "receipts.sweep_receipts",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});
