import type { SystemCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { redactText } from "@/lib/platform/redact";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { RecordAccess } from "./jobs";
import type { AuditActor } from "./schemas";

export type Access = {
  action: "super_admin.entered" | "super_admin.read" | "global_token.used";
  actor: AuditActor;
  workspaceId: string | null;
  request: Pick<Request, "method" | "url">;
};

const pathOf = ({ url }: Access["request"]): string => {
  const { pathname, search } = new URL(url);
  return redactText(pathname + search).slice(0, 1000);
};

/**
 * Sees to it that the use of an operator's rights is recorded, whatever happens next: a durable job, because the log itself makes its
 * writers queue up. Throws if even that cannot be stored; then the access must not happen.
 */
export async function noteAccess(ctx: SystemCtx, { action, actor, workspaceId, request }: Access): Promise<void> {
  await withServiceTransaction(ctx, (tx) =>
    enqueue(tx, RecordAccess, {
      entryId: newId(),
      action,
      actorType: actor.type,
      actorId: actor.id,
      accessedWorkspaceId: workspaceId,
      address: ctx.address ?? null,
      requestId: ctx.requestId,
      method: request.method,
      path: pathOf(request),
      at: ctx.now().toISOString(),
    }),
  );
}
