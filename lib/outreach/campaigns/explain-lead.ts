import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getLead } from "@/lib/outreach/leads/get-lead";
import type { LeadRef } from "@/lib/outreach/leads/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { gateWords } from "./gate-words";
import type { WhyNot } from "./schemas";
import { type GateRow, callWhyNot } from "./store-why-not";

/**
 * Why a person gets no email now: for each campaign with an email for them that did not go out, all that holds it back, in order, and when
 * each ends. A campaign without a gate is one whose next claim takes the email. 404 `lead.not_found`.
 */
export async function explainLead(ctx: WorkspaceCtx, { leadId }: LeadRef): Promise<WhyNot> {
  requirePermission(ctx, "leads.read");

  return withReadTransaction(ctx, async (tx) => {
    await getLead(tx, { leadId });
    const clock = { timeZone: await findTimeZone(tx), now: tx.now() };
    const waiting = Map.groupBy(await callWhyNot(tx, leadId), ({ campaign_id: id }) => id);
    const data = [...waiting.values()].map((rows) => waitOf(rows, clock));
    const [first] = data;
    const message = first ? (first.gates[0]?.message ?? "The next run sends the email.") : NONE;
    return { message, data };
  });
}

const NONE = "No campaign has an email that waits for this person.";

function waitOf(rows: readonly GateRow[], clock: { timeZone: string; now: Date }): WhyNot["data"][number] {
  const [{ campaign_id, campaign, step, mailbox }] = rows as [GateRow];
  const gates = rows.flatMap(({ code, until, mailbox }) =>
    code === null ? [] : [{ code, message: gateWords({ code, until, mailbox }, clock), until }],
  );
  const ends = gates.map(({ until }) => until);
  const last =
    ends
      .filter((end) => end !== null)
      .toSorted()
      .at(-1) ?? clock.now.toISOString();
  return { campaign_id, campaign, step, mailbox, gates, next_at: ends.includes(null) ? null : last };
}
