import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { areWorkflowsHeld } from "./store-freeze";

/** 422 `workflows.held` after a freeze that was lifted without its workflows: what was asked for now would run some other day. */
export async function requireFreeWorkflows(tx: TxCtx): Promise<void> {
  if (!(await areWorkflowsHeld(tx))) return;
  throw new AppError(
    "impossible",
    "A freeze was lifted, but no workflow may be published or started yet. Ask the administrator to publish them again.",
    { code: "workflows.held" },
  );
}
