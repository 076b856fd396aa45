import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { decideApproval } from "./decide-approval";
import type { BatchAnswer, DecideBatch } from "./schemas";

const STATUS: Partial<Record<AppError["kind"], number>> = { conflict: 409, not_found: 404, forbidden: 403 };

/** Decides named proposals, each by itself and each by the version that was read; one that cannot be decided keeps back no other. */
export async function decideBatch(ctx: WorkspaceCtx, { items }: DecideBatch): Promise<BatchAnswer> {
  requirePermission(ctx, "approvals.decide");
  const answers: BatchAnswer["items"] = [];
  for (const { id, version, decision } of items) {
    answers.push(await decideOne(ctx, { approvalId: id, version, decision, via: "batch" }));
  }
  return { decided: answers.filter(({ status }) => status === 200).length, items: answers };
}

async function decideOne(
  ctx: WorkspaceCtx,
  decision: Parameters<typeof decideApproval>[1],
): Promise<BatchAnswer["items"][number]> {
  const id = decision.approvalId;
  try {
    await decideApproval(ctx, decision);
    return { id, status: 200 };
  } catch (error) {
    const status = error instanceof AppError ? STATUS[error.kind] : undefined;
    if (!(error instanceof AppError) || status === undefined) throw error;
    return { id, status, error: error.message, code: error.code };
  }
}
