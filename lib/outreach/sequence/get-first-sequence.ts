import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { stepsOf } from "./get-sequence";
import { knownVariables } from "./known-variables";
import type { Sequence } from "./schemas";
import { callFirstSequence } from "./store-steps";

/** The emails and the signature that the next campaign begins with, and the variables that they may name. */
export async function getFirstSequence(
  ctx: WorkspaceCtx,
): Promise<Pick<Sequence, "steps" | "signature" | "variables">> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    const { steps, signature } = await callFirstSequence(tx);
    return { steps: stepsOf({ steps, delays: [] }), signature, variables: await knownVariables(tx) };
  });
}
