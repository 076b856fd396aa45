import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { deliverTest, type TestEmail } from "./deliver-test";
import { DraftTestSent } from "./events";
import { getDraft } from "./get-draft";
import { requireOwnAddress } from "./require-own-address";
import type { Draft, DraftRef, SendTest } from "./schemas";

/** Sends a draft to the caller's own address as {@link deliverTest} says. 404 `draft.not_found`, 422 `brand.missing` or `test_send.failed`. */
export async function sendTest(ctx: WorkspaceCtx, { draftId, to }: DraftRef & SendTest): Promise<{ to: string }> {
  requirePermission(ctx, "drafts.write");
  const own = await requireOwnAddress(ctx, to);
  await deliverTest(ctx, { to: own, email: whole(await getDraft(ctx, { draftId })) });
  await withTransaction(ctx, (tx) => appendEvent(tx, DraftTestSent, { draftId, recipient: maskAddress(own) }));
  return { to: own };
}

function whole({ from, from_name, reply_to, subject, text, html }: Draft): TestEmail {
  if (from !== null && reply_to !== null && text !== null && html !== null) {
    return { from, from_name, reply_to, subject, text, html };
  }
  throw new AppError("impossible", "Save the sender in the onboarding first, then send a test.", {
    code: "brand.missing",
  });
}
