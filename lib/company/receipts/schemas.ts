import { z } from "zod";
import { ActionExecution, Approval, Origin, Verdict } from "@/lib/company/approvals/schemas";
import { Task } from "@/lib/company/tasks/schemas";
import { LedgerEntry } from "@/lib/foundation/ledger/schemas";

export const ReceiptCheck = z
  .object({
    id: z.uuid(),
    name: z.string(),
    verdict: Verdict,
    words: z.string(),
    observed: z.unknown().meta({ description: "The facts that the check saw." }),
    evidence: z.string().meta({ description: "The raw evidence, without secrets; at most its first 64 KiB." }),
    evidence_sha256: z.string(),
    checked_at: z.string(),
  })
  .meta({ id: "ReceiptCheck" });
export type ReceiptCheck = z.infer<typeof ReceiptCheck>;

export const Receipt = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    approval_id: z.uuid().nullable(),
    task_id: z.uuid().nullable(),
    action_type: z.string(),
    title: z.string(),
    contract: z.unknown().meta({ description: "The evidence that was agreed on before the action." }),
    verdict: Verdict,
    words: z.string().nullable(),
    checks: z.number().int().meta({ description: "How often the checker looked." }),
    checked_at: z.string().nullable(),
    next_check_at: z.string().nullable(),
    erased_at: z.string().nullable().meta({
      description: "When a person whom it named was erased; their address and the words to them are replaced since.",
    }),
    created_at: z.string(),
  })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof Receipt>;

export const ReceiptDetail = Receipt.extend({
  history: z.array(ReceiptCheck).meta({ description: "Each look of the checker, the newest first." }),
}).meta({ id: "ReceiptDetail" });
export type ReceiptDetail = z.infer<typeof ReceiptDetail>;

export const ReceiptRef = z.object({ receiptId: z.uuid("must be a uuid").meta({ description: "The receipt." }) });
export type ReceiptRef = z.infer<typeof ReceiptRef>;

export const ListReceiptsQuery = z.object({
  verdict: Verdict.optional().meta({ description: "Only those with this verdict." }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListReceiptsQuery = z.infer<typeof ListReceiptsQuery>;

const Share = z.object({
  verified: z.number().int(),
  judged: z.number().int().meta({ description: "Those with a verdict." }),
});

/** Of one kind of action: how many of those with a verdict were verified. */
export const VerifiedRatio = Share.extend({
  action_type: z.string(),
  origins: z.array(Share.extend({ origin: Origin })).meta({ description: "The same, by who proposed the action." }),
}).meta({ id: "VerifiedRatio" });
export type VerifiedRatio = z.infer<typeof VerifiedRatio>;

export const TaskDetail = Task.extend({ approvals: z.array(Approval), receipts: z.array(Receipt) }).meta({
  id: "TaskDetail",
});
export type TaskDetail = z.infer<typeof TaskDetail>;

/** From any of its parts one finds the others. */
export const Trace = z
  .object({
    recommendation_id: z.uuid().nullable(),
    task: Task.nullable(),
    approval: Approval,
    executions: z.array(ActionExecution),
    receipt: Receipt.nullable(),
    events: z.array(LedgerEntry).meta({ description: "The ledger lines about any of these, oldest first." }),
  })
  .meta({ id: "Trace" });
export type Trace = z.infer<typeof Trace>;
