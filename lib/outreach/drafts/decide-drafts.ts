import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { requireCampaign } from "@/lib/outreach/sequence/require-campaign";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { DraftsDecided } from "./events";
import type { DecideAnswer, DecideDrafts, DecidedItem } from "./schemas";
import { callDecideDrafts, type DecidedRow } from "./store-drafts";

const REFUSALS: Record<Exclude<DecidedRow["result"], "done">, Omit<DecidedItem, "id" | "hash">> = {
  not_found: { status: 404, code: "draft.not_found", error: "There is no such draft in this campaign." },
  not_waiting: {
    status: 409,
    code: "draft.not_waiting",
    error: "This email does not wait for a decision any more: it is on its way, sent or cancelled.",
  },
  changed: {
    status: 409,
    code: "draft.changed",
    error: "This email changed since you read it. Read it again, then decide.",
  },
  incomplete: {
    status: 422,
    code: "draft.incomplete",
    error: "This email has a hole. Fill it in, then approve it.",
  },
};

/**
 * Approves or rejects exactly the emails that were read, each by its hash, all in one commit; what changed since is answered as 409 and
 * stays as it is. One line of the ledger names the number and the hash of the list. 404 `campaign.not_found`.
 */
export async function decideDrafts(
  ctx: WorkspaceCtx,
  { campaignId, decision, items }: CampaignRef & DecideDrafts,
): Promise<DecideAnswer> {
  requirePermission(ctx, "drafts.write");

  return withTransaction(ctx, async (tx) => {
    const { name } = await requireCampaign(tx, campaignId);
    const decidedBy = actorId(tx.actor) ?? tx.actor.type;
    const rows = await callDecideDrafts(tx, { campaignId, decision, items, decidedBy });
    const results = new Map(rows.map((row) => [row.id, row]));
    const done = items.filter(({ id }) => results.get(id)?.result === "done");
    if (done.length > 0) {
      await appendEvent(tx, DraftsDecided, { campaignId, name, decision, count: done.length, hash: hashOf(done) });
    }
    return { decided: done.length, items: items.map(({ id }) => answerTo(id, results.get(id))) };
  });
}

function answerTo(id: string, row: DecidedRow | undefined): DecidedItem {
  const result = row?.result ?? "not_found";
  if (result === "done") return { id, status: 200 };
  return { id, ...REFUSALS[result], ...(result === "changed" && { hash: row?.hash ?? null }) };
}

function hashOf(items: DecideDrafts["items"]): string {
  const lines = items.map(({ id, hash }) => `${id} ${hash}`).toSorted();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
