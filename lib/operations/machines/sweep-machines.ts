import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import type { VendorMachine } from "@/lib/providers/compute/port";
import { findVendor, type Vendor } from "./find-vendor";
import { TerminateMachine } from "./jobs";
import type { Machine } from "./schemas";
import { moveMachine, selectLive, selectStates, setMissing } from "./store";
import { lockStrays, setStrays, type Strays } from "./store-accounts";
import { EXPECTED } from "./transitions";

type JobCtx = SystemCtx & { signal: AbortSignal };

const HOUR_MS = 3_600_000;
/** Two sweeps are an hour apart; a repeated one of the same hour proves nothing. */
const BETWEEN_SWEEPS_MS = 30 * 60_000;
const MOST_REMOVED = 2;

/**
 * Compares the vendor's machines with our rows. A machine is removed only when its own row says that it is terminated, it is older than an
 * hour and an earlier sweep saw it too; two a sweep at most, each in the audit log. One with our tag and no row is only told: the row comes
 * before the machine, so our table has lost something. A row whose machine is missing twice is `lost` and is never rebuilt. When the vendor
 * or the database does not answer, or this installation has moved, nothing is removed.
 */
export async function sweepMachines(ctx: JobCtx): Promise<void> {
  // No permission: a sweep by the clock.
  // No event: a machine's removal is in the audit log; what it means for a company is told by what gave it up.
  const { requestId, db, now, signal } = ctx;
  const base = { requestId, db, now };
  const vendor = await findVendor(base);
  if (!vendor) return;
  const seen = await vendor.listMachines(signal);
  const absent = await confirmAbsent(base, { vendor, seen, signal });
  const removable = await withServiceTransaction(base, (tx) => judge(tx, { vendor, seen, absent }));
  for (const machine of removable) await remove(base, { vendor, machine, signal });
}

type Looking = { vendor: Vendor; seen: readonly VendorMachine[]; signal: AbortSignal };

/** Rows that the list lacks and that the vendor does not know by name either. */
async function confirmAbsent(ctx: SystemCtx, { vendor, seen, signal }: Looking): Promise<ReadonlySet<string>> {
  const names = new Set(seen.map(({ name }) => name));
  const rows = await withServiceTransaction(ctx, selectLive);
  const absent = new Set<string>();
  for (const { name, state } of rows) {
    if (names.has(name) || !EXPECTED.includes(state)) continue;
    if ((await vendor.inspect({ instanceId: name, signal })) === "absent") absent.add(name);
  }
  return absent;
}

type Judging = { vendor: Vendor; seen: readonly VendorMachine[]; absent: ReadonlySet<string> };

async function judge(tx: ServiceTx, { vendor, seen, absent }: Judging): Promise<VendorMachine[]> {
  const before = await lockStrays(tx);
  const live = await selectLive(tx);
  await settleRows(tx, live, absent);
  const states = await selectStates(
    tx,
    seen.map(({ name }) => name),
  );
  const isOurs = ({ name }: VendorMachine): boolean => name.startsWith(`gl-${vendor.installation}-`);
  const strays = seen.filter(
    (machine) => isOurs(machine) && [undefined, "terminated"].includes(states.get(machine.name)),
  );
  const since = ({ vendorId }: VendorMachine): string => before[vendorId]?.since ?? tx.now().toISOString();
  const seenNow = strays.map((machine): [string, Strays[string]] => [
    machine.vendorId,
    { name: machine.name, since: since(machine), known: states.has(machine.name) },
  ]);
  await setStrays(tx, Object.fromEntries(seenNow));
  if (vendor.isElsewhere) return [];
  const isDue = (machine: VendorMachine): boolean =>
    tx.now().getTime() - machine.createdAt.getTime() > HOUR_MS &&
    tx.now().getTime() - Date.parse(since(machine)) >= BETWEEN_SWEEPS_MS;
  return strays.filter((machine) => states.get(machine.name) === "terminated" && isDue(machine)).slice(0, MOST_REMOVED);
}

/** Missing twice is lost; an order or a termination that no worker goes on with is taken up again. */
async function settleRows(tx: ServiceTx, live: readonly Machine[], absent: ReadonlySet<string>): Promise<void> {
  for (const { id, name, state, missing_since } of live) {
    if (state === "terminating") await enqueue(tx, TerminateMachine, { machineId: id });
    const isMissing = absent.has(name);
    if (!isMissing && missing_since !== null && state !== "lost") await setMissing(tx, id, null);
    if (isMissing && missing_since === null) await setMissing(tx, id, tx.now().toISOString());
    if (!isMissing || missing_since === null) continue;
    if (tx.now().getTime() - Date.parse(missing_since) < BETWEEN_SWEEPS_MS) continue;
    if (await moveMachine(tx, { id, from: EXPECTED, to: "lost" })) log().error({ machine: name }, "a machine is lost");
  }
}

type Removing = { vendor: Vendor; machine: VendorMachine; signal: AbortSignal };

/** The audit line is committed first: a removal without one cannot be. */
async function remove(ctx: SystemCtx, { vendor, machine, signal }: Removing): Promise<void> {
  await withServiceTransaction(ctx, (tx) =>
    recordServiceAudit(tx, {
      action: "machine.reaped",
      actor: { type: "job", id: "machines.sweep_machines" },
      workspaceId: null,
      target: { type: "machine", id: machine.name },
      reason: "Its row says that it is terminated, and the vendor still has it.",
      after: { vendor_id: machine.vendorId, created_at: machine.createdAt.toISOString() },
    }),
  );
  await vendor.terminate({ instanceId: machine.name, signal });
}
