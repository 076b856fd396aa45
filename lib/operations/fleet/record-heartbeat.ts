import type { Handshake, Heartbeat } from "@/lib/contracts/instance";
import { log } from "@/lib/platform/log";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import type { InstanceCtx } from "./authenticate-instance";
import { FollowEgress } from "@/lib/operations/ignition/jobs";
import { CheckMachine } from "./jobs";
import { LATE_SECONDS } from "./judge-fleet";
import { isPressed, judgePressure } from "./judge-pressure";
import { findOrigin } from "./store-orders";
import {
  hasBeatSince,
  insertBeat,
  insertInstance,
  lockInstance,
  setEgress,
  updateInstance,
  type Known,
  type Measured,
  type Standing,
} from "./store-instances";

const SAMPLE_MS = 5 * 60_000;

/**
 * Takes a packet of the machine that signed it. One of an earlier life, or that was overtaken or is repeated, changes nothing: whatever the
 * clocks say, a machine that fell silent is only revived by something it said later. A machine in quarantine stays there.
 */
export async function recordHeartbeat(ctx: InstanceCtx, packet: Handshake | Heartbeat): Promise<{ accepted: boolean }> {
  // No permission: the machine's signature is what lets it in.
  // No event: a machine belongs to no company; its life is in instance_heartbeats.
  const { accepted, hasBegunAnew } = await withServiceTransaction(ctx, (tx) => take(tx, ctx.instance, packet));
  if (hasBegunAnew) await enqueueSoftly(ctx, (tx) => enqueue(tx, CheckMachine, { machine: ctx.instance }));
  if (accepted && "egress" in packet && packet.egress)
    await enqueueSoftly(ctx, (tx) => enqueue(tx, FollowEgress, { machine: ctx.instance }));
  return { accepted };
}

/** A packet never fails because the queue does: workflows are looked at each quarter of an hour, and each handshake reports the ports again. */
async function enqueueSoftly(ctx: InstanceCtx, work: (tx: ServiceTx) => Promise<unknown>): Promise<void> {
  await withServiceTransaction(ctx, work).catch((error: unknown) =>
    log().warn({ err: error, machine: ctx.instance }, "a packet of a machine enqueued no job"),
  );
}

/** `hasBegunAnew`: its n8n or its sidecar started again, or its n8n is another one, so that what it holds may differ. */
type Taken = { accepted: boolean; hasBegunAnew: boolean };

async function take(tx: ServiceTx, name: string, packet: Handshake | Heartbeat): Promise<Taken> {
  const taken = await takeLife(tx, name, packet);
  if (taken.accepted && "egress" in packet && packet.egress) await setEgress(tx, name, packet.egress);
  return taken;
}

async function takeLife(tx: ServiceTx, name: string, packet: Handshake | Heartbeat): Promise<Taken> {
  const known = await lockInstance(tx, name);
  const measured = measuresOf(packet);
  const life = { boot: packet.boot, boot_id: packet.boot_id, counter: packet.counter };
  if (!known) {
    const origin = await findOrigin(tx, name);
    const id = await insertInstance(tx, { name, ...origin, ...life, ...standingOf(tx, packet, null), ...measured });
    if (id === null) return takeLife(tx, name, packet);
    await insertBeat(tx, { instanceId: id, state: "ready", previous_state: "new", reason: "It was heard of first." });
    return { accepted: true, hasBegunAnew: false };
  }
  const isNewLife = packet.boot > known.boot;
  if (!isNewLife && !(packet.boot === known.boot && packet.counter > known.counter))
    return { accepted: false, hasBegunAnew: false };
  const booted = isNewLife && { booted_at: tx.now().toISOString() };
  const standing = standingOf(tx, packet, known);
  await updateInstance(tx, known.id, { ...life, ...booted, ...standing, ...measured });
  await noteLife(tx, { known, isNewLife, measured, state: standing.state });
  return { accepted: true, hasBegunAnew: isNewLife || isOtherEngine(known, measured) };
}

function isOtherEngine(known: Known, { n8n_healthy, n8n_version, active_workflows }: Partial<Measured>): boolean {
  if (!n8n_healthy) return false;
  const differs = (before: unknown, now: unknown): boolean => before !== null && now != null && before !== now;
  return (
    known.n8n_down_since !== null ||
    differs(known.n8n_version, n8n_version) ||
    differs(known.active_workflows, active_workflows)
  );
}

type Life = { known: Known; isNewLife: boolean; measured: Partial<Measured>; state: Standing["state"] };

async function noteLife(tx: ServiceTx, { known, isNewLife, measured, state }: Life): Promise<void> {
  const { active_workflows: _count, n8n_version: _version, ...sample } = measured;
  if (known.state !== state) {
    const reason = isNewLife ? "It started again." : "It was heard of again.";
    await insertBeat(tx, { instanceId: known.id, state, previous_state: known.state, reason, ...sample });
  } else if (!(await hasBeatSince(tx, known.id, new Date(tx.now().getTime() - SAMPLE_MS).toISOString()))) {
    await insertBeat(tx, { instanceId: known.id, state, ...sample });
  }
}

/** A handshake says nothing of n8n; a new life begins to count anew how long n8n is away. */
function standingOf(tx: ServiceTx, packet: Handshake | Heartbeat, known: Known | null): Standing {
  const now = tx.now().toISOString();
  const isQuarantined = known?.state === "quarantined";
  const before = known !== null && packet.boot === known.boot ? known : null;
  const heard = {
    state: isQuarantined ? ("quarantined" as const) : ("ready" as const),
    last_seen_at: now,
    alert_after: isQuarantined ? null : new Date(tx.now().getTime() + LATE_SECONDS * 1000).toISOString(),
    diagnosis: null,
    diagnosed_at: null,
  };
  if (!("n8n" in packet)) return { ...heard, n8n_down_since: null, well_since: null };
  const pressure = judgePressure(known?.pressure ?? {}, packet, tx.now());
  return {
    ...heard,
    n8n_down_since: packet.n8n.healthy ? null : (before?.n8n_down_since ?? now),
    well_since: packet.n8n.healthy ? ((before?.state === "ready" ? before.well_since : null) ?? now) : null,
    pressure: JSON.stringify(pressure),
    pressed: isPressed(pressure),
  };
}

function measuresOf(packet: Handshake | Heartbeat): Partial<Measured> {
  if (!("n8n" in packet)) return {};
  const { cpu, memory, disk, n8n } = packet;
  return {
    cpu_percent: cpu,
    memory_percent: memory,
    disk_percent: disk,
    n8n_healthy: n8n.healthy,
    n8n_version: n8n.version,
    active_workflows: n8n.active_workflows,
  };
}
