import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { PacketEdited } from "./events";
import { specOf, type FieldSpec } from "./fields";
import { misfitOf } from "./judge-answer";
import { openUnknowns } from "./merge-packet";
import { requirePacket } from "./require-packet";
import type { EditPacket, Fields, Packet, PacketRef } from "./schemas";
import { findPacket, insertPacket } from "./store";

/** Writes one field in the founder's name, as a new version; drafting anew never replaces it. A member only. 409 `packet.stale`. */
export async function editPacket(ctx: WorkspaceCtx, edit: PacketRef & EditPacket): Promise<Packet> {
  requirePermission(ctx, "plan.write");
  if (ctx.actor.type !== "user") {
    throw new AppError("forbidden", "Only a signed-in member writes a field.", { code: "packet.person_needed" });
  }
  const { projectId, field, value } = edit;
  const by = actorId(ctx.actor);
  return withTransaction(ctx, async (tx) => {
    const before = await requirePacket(tx, edit);
    assertFits(specOf(before.phase, field), value);
    const { [field]: _replaced, ...others } = before.fields;
    const fields: Fields =
      value === null
        ? others
        : { ...others, [field]: { value, source: "founder", refs: [], confidence: "high", edited_by: by } };
    const id = newId();
    const version = before.version + 1;
    const { phase, synopsis, hypotheses, answered_by, as_of, context_hash } = before;
    await insertPacket(tx, {
      id,
      project_id: projectId,
      phase,
      version,
      synopsis,
      fields,
      unknowns: openUnknowns(phase, fields, before.unknowns),
      hypotheses,
      origin: "founder",
      answered_by,
      as_of,
      context_hash,
      createdBy: by,
    });
    await appendEvent(tx, PacketEdited, { packet_id: id, phase, version, field }, { projectId });
    const edited = await findPacket(tx, id);
    return edited ?? before;
  });
}

function assertFits(spec: FieldSpec | undefined, value: EditPacket["value"]): void {
  if (!spec) throw invalid("field", "is no field of this packet");
  const misfit = value === null ? null : misfitOf(spec, value);
  if (misfit !== null) throw invalid("value", misfit);
}

const invalid = (field: string, why: string): AppError =>
  new AppError("invalid", `${field}: ${why}`, { code: "packet.field", details: { field } });
