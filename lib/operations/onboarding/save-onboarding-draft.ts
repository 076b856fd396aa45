import { isDeepStrictEqual } from "node:util";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import type { OnboardingDraft, SaveOnboardingDraft } from "./schemas";
import { deleteDraft, selectDrafts, upsertDraft } from "./store-drafts";

/**
 * Keeps what the caller typed into a part, for them alone, until they save it; nothing typed removes it. It changes nothing of the company.
 * 409 `onboarding_draft.stale` with the current `draft` when another tab typed since the given revision; the same text again is no conflict.
 */
export async function saveOnboardingDraft(
  ctx: WorkspaceCtx,
  input: SaveOnboardingDraft,
): Promise<OnboardingDraft | null> {
  requirePermission(ctx, "onboarding.write");
  const { actor } = ctx;
  if (actor.type !== "user") {
    throw new AppError("forbidden", "Only a member of this workspace may do this, signed in as themselves.", {
      code: "workspace.forbidden",
    });
  }
  const { userId } = actor;
  const { part, revision, typed } = input;

  // No event: what is typed has not happened to the company.
  return withTransaction(ctx, async (tx) => {
    const isEmpty = Object.keys(typed).length === 0;
    if (isEmpty && revision !== null && (await deleteDraft(tx, { userId, part, revision }))) return null;
    const kept = isEmpty ? null : await upsertDraft(tx, userId, input);
    if (kept) return kept;
    const current = (await selectDrafts(tx, userId)).find((draft) => draft.part === part) ?? null;
    if (isDeepStrictEqual(current?.typed ?? {}, typed)) return current;
    throw new AppError("conflict", "Another tab kept other answers meanwhile. Look at both, then go on.", {
      code: "onboarding_draft.stale",
      details: { draft: current },
    });
  });
}
