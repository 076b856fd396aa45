import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Packet, PacketRef } from "./schemas";
import { findPacket, selectLatest } from "./store";

/**
 * The newest version of a packet, locked, if it is the one that was read; 404 `packet.not_found`, 409 `packet.stale` with the newest
 * version otherwise.
 */
export async function requirePacket(
  tx: TxCtx,
  { projectId, packet: packetId, version }: PacketRef & { version: number },
): Promise<Packet> {
  const packet = await findPacket(tx, packetId, { lock: true });
  if (packet?.project_id !== projectId) {
    throw new AppError("not_found", "There is no such packet.", { code: "packet.not_found" });
  }
  const [newest] = await selectLatest(tx, { projectId, phase: packet.phase });
  if (newest?.id === packet.id && packet.version === version) return packet;
  throw new AppError("conflict", `There is another version by now (${newest?.version}). Read it, then go on.`, {
    code: "packet.stale",
    details: { version: newest?.version, packet_id: newest?.id },
  });
}
