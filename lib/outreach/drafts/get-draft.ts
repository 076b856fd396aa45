import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { noSuchDraft } from "./no-such-draft";
import type { Draft, DraftRef } from "./schemas";
import { callRenderedEmails } from "./store-drafts";

/** One email, exactly as its recipient would get it now. 404 `draft.not_found`. */
export async function getDraft(ctx: WorkspaceCtx, { draftId }: DraftRef): Promise<Draft> {
  requirePermission(ctx, "drafts.read");
  const [draft] = await withReadTransaction(ctx, (tx) => callRenderedEmails(tx, [draftId]));
  if (!draft) throw noSuchDraft();
  return draft;
}
