import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { PacingSaved } from "./events";
import { leavesThisMachine } from "./leaves-this-machine";
import { FIRST_MAILBOX, type Pacing, type SavePacing } from "./schemas";
import { callPacingNow, upsertPacing } from "./store-pacing";

type Change = SavePacing & { mailbox?: number; daily_limit?: number };

/**
 * Changes how fast a mailbox may go, from the next claim on. A gap of 0 is refused with 422 `pacing.too_fast` unless emails stay on
 * this machine.
 */
export async function savePacing(ctx: WorkspaceCtx, { mailbox = FIRST_MAILBOX, ...change }: Change): Promise<Pacing> {
  requirePermission(ctx, "onboarding.write");
  if (change.gap_from_seconds === 0 || change.gap_to_seconds === 0) await refuseBursts(ctx, mailbox);

  return withTransaction(ctx, async (tx) => {
    const { gap_from_seconds: from, gap_to_seconds: to } = { ...(await callPacingNow(tx, mailbox)), ...change };
    if (from > to) {
      throw new AppError("invalid", "The shortest gap is longer than the longest one. Swap the two.", {
        code: "request.invalid",
        details: { field: "gap_to_seconds" },
      });
    }
    await upsertPacing(tx, mailbox, change);
    const pacing = await callPacingNow(tx, mailbox);
    const { gap_from_seconds: gapFrom, gap_to_seconds: gapTo, domain_limit: domainLimit, ramp_up: rampUp } = pacing;
    await appendEvent(tx, PacingSaved, { gapFrom, gapTo, domainLimit, rampUp });
    return pacing;
  });
}

async function refuseBursts(ctx: WorkspaceCtx, mailbox: number): Promise<void> {
  // The account is opened here and never leaves: only where its server is decides.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.save_pacing" } };
  if (!(await leavesThisMachine(inside, mailbox))) return;
  throw new AppError(
    "impossible",
    "Emails without a gap between them are treated as spam. Choose at least 1 second; 60 to 180 seconds are usual.",
    { code: "pacing.too_fast", details: { field: "gap_from_seconds" } },
  );
}
