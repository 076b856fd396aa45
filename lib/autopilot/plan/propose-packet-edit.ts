import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getProject } from "@/lib/company/projects/get-project";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { PacketEditProposed } from "./events";
import { specOf } from "./fields";
import { judgeField } from "./judge-answer";
import { openUnknowns } from "./merge-packet";
import type { FieldValue, Packet, PlainValue } from "./schemas";
import { findPacket, insertPacket, selectLatest } from "./store";

/** `said`: the founder's own words, which alone make a value the founder's. */
type ProposedEdit = { projectId: string; phase: number; field: string; value: PlainValue; said: string };

/**
 * Proposes a value of one field as the next version of a packet, which counts once a member accepts it. A number that the founder did not
 * say is refused, and so is a value over one that a member wrote: 422 `packet.field`, `packet.members_own`, `packet.not_drafted`.
 */
export async function proposePacketEdit(
  ctx: WorkspaceCtx,
  { projectId, phase, field, value, said }: ProposedEdit,
): Promise<Packet> {
  requirePermission(ctx, "plan.write");
  const judged = judgedValue(phase, { field, value, said });
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const [before] = await selectLatest(tx, { projectId, phase });
    if (!before) throw refused("packet.not_drafted", "This packet has no draft yet. Have it drafted first.");
    const current = before.fields[field];
    if (current && current.edited_by !== null && judged.source !== "founder")
      throw refused("packet.members_own", "A member wrote this field. Only the founder's own words may replace it.");
    if (JSON.stringify(current?.value) === JSON.stringify(judged.value)) return before;
    const fields = { ...before.fields, [field]: judged };
    const [id, version] = [newId(), before.version + 1];
    const { synopsis, hypotheses, answered_by, as_of, context_hash } = before;
    const unknowns = openUnknowns(phase, fields, before.unknowns);
    const content = { phase, version, synopsis, fields, unknowns, hypotheses };
    const from = { origin: "planner" as const, answered_by, as_of, context_hash, createdBy: actorId(ctx.actor) };
    await insertPacket(tx, { id, project_id: projectId, ...content, ...from });
    await appendEvent(tx, PacketEditProposed, { packet_id: id, phase, version, field }, { projectId });
    return (await findPacket(tx, id)) ?? before;
  });
}

function judgedValue(
  phase: number,
  { field, value, said }: Pick<ProposedEdit, "field" | "value" | "said">,
): FieldValue {
  const spec = specOf(phase, field);
  if (!spec) throw refused("packet.field", `“${field}” is no field of this packet.`);
  const judged = judgeField(
    spec,
    { value, source: "founder", confidence: "high" },
    { founderText: said, refs: new Set() },
  );
  if (typeof judged === "string") throw refused("packet.field", judged);
  return judged;
}

const refused = (code: string, words: string): AppError => new AppError("impossible", words, { code });
