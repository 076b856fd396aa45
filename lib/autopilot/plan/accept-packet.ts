import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { PacketAccepted, PacketSuperseded } from "./events";
import { requirePacket } from "./require-packet";
import type { AcceptPacket, Packet, PacketRef } from "./schemas";
import { setAccepted } from "./store";

/** Accepts the version that was read; the one before is superseded. A member only: 403 `packet.person_needed`. 409 `packet.stale`. */
export async function acceptPacket(ctx: WorkspaceCtx, ref: PacketRef & AcceptPacket): Promise<Packet> {
  requirePermission(ctx, "plan.write");
  if (ctx.actor.type !== "user") {
    throw new AppError("forbidden", "Only a signed-in member accepts a plan.", { code: "packet.person_needed" });
  }
  return withTransaction(ctx, async (tx) => {
    const packet = await requirePacket(tx, ref);
    if (packet.status === "accepted") return packet;
    const before = await setAccepted(tx, { packet, by: actorId(ctx.actor) });
    const { id: packet_id, phase, version } = packet;
    const of = { projectId: ref.projectId };
    if (before) {
      const about = { packet_id: before.id, phase, version: before.version, superseded_by: packet_id };
      await appendEvent(tx, PacketSuperseded, about, of);
    }
    await appendEvent(tx, PacketAccepted, { packet_id, phase, version }, of);
    return requirePacket(tx, ref);
  });
}
