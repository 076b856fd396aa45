import type { Handshake, Heartbeat } from "@/lib/contracts/instance";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import type { InstanceCtx } from "./authenticate-instance";
import { LATE_SECONDS } from "./evaluate-fleet";
import { hasBeatSince, insertBeat, insertInstance, lockInstance, updateInstance, type Packet } from "./store-instances";

const SAMPLE_MS = 5 * 60_000;

/**
 * Takes a packet of the machine that signed it. One of an earlier life, or that was overtaken or is repeated, changes nothing: whatever the
 * clocks say, a machine that fell silent is only revived by something it said later.
 */
export async function recordHeartbeat(ctx: InstanceCtx, packet: Handshake | Heartbeat): Promise<{ accepted: boolean }> {
  // No permission: the machine's signature is what lets it in.
  // No event: a machine belongs to no company; its life is in instance_heartbeats.
  return withServiceTransaction(ctx, async (tx) => ({ accepted: await take(tx, toPacket(ctx, packet)) }));
}

async function take(tx: ServiceTx, packet: Packet): Promise<boolean> {
  const known = await lockInstance(tx, packet.name);
  if (!known) {
    const id = await insertInstance(tx, packet);
    if (id === null) return take(tx, packet);
    await insertBeat(tx, { instanceId: id, state: "ready", previous_state: "new", reason: "It was heard of first." });
    return true;
  }
  const isNewer = packet.boot > known.boot || (packet.boot === known.boot && packet.counter > known.counter);
  if (!isNewer) return false;
  await updateInstance(tx, known, packet);
  const { active_workflows: _count, ...sample } = packet.measured;
  if (known.state !== "ready") {
    const reason = packet.boot > known.boot ? "It started again." : "It was heard of again.";
    await insertBeat(tx, { instanceId: known.id, state: "ready", previous_state: known.state, reason, ...sample });
  } else if (!(await hasBeatSince(tx, known.id, new Date(tx.now().getTime() - SAMPLE_MS).toISOString()))) {
    await insertBeat(tx, { instanceId: known.id, state: "ready", ...sample });
  }
  return true;
}

function toPacket({ instance: name, now }: InstanceCtx, packet: Handshake | Heartbeat): Packet {
  const { boot, boot_id, counter } = packet;
  const alertAfter = new Date(now().getTime() + LATE_SECONDS * 1000).toISOString();
  if (!("n8n" in packet)) return { name, boot, boot_id, counter, alertAfter, measured: {} };
  const { cpu, memory, disk, n8n } = packet;
  const measured = {
    cpu_percent: cpu,
    memory_percent: memory,
    disk_percent: disk,
    n8n_healthy: n8n.healthy,
    active_workflows: n8n.active_workflows,
  };
  return { name, boot, boot_id, counter, alertAfter, measured };
}
