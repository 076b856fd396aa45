import { createPublicKey } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl, env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { newId, newSecret, sha256 } from "@/lib/platform/ids";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Instance, MachineOrder } from "@/lib/providers/compute/port";
import { findVendor, type Vendor } from "./find-vendor";
import { renderCloudInit } from "./render-cloud-init";
import { requireImages, requireOffer, requireRoom, type MachineWish } from "./requirements";
import type { Machine } from "./schemas";
import { findLive, insertMachine, lockMachines, moveMachine, noteAsked, noteMade } from "./store";
import { ORDERED } from "./transitions";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * A machine of the workspace's own, running at the vendor: the one that was ordered before, or a new one within the caps of this installation.
 * The order is a row before anything is asked, so that a run after a crash finds it. 422 `machine.limit`, `machine.size`; 503
 * `machine.leaving` while its last one is taken away.
 */
export async function provisionMachine(ctx: JobCtx, wish: MachineWish): Promise<Instance> {
  requirePermission(ctx, "ignition.launch");
  // No event: the step of the launch that calls this tells of it.
  const { requestId, db, now, workspaceId, signal } = ctx;
  const base = { requestId, db, now };
  const vendor = await findVendor(base);
  if (!vendor) throw new AppError("impossible", "No machine vendor is configured.", { code: "compute.unavailable" });
  requireImages();
  const live = await withServiceTransaction(base, (tx) => findLive(tx, workspaceId));
  const machine = live ?? (await order(base, { vendor, workspaceId, wish, signal }));
  if (machine.state === "terminating") throw leaving();
  if (machine.state === "lost") throw lost(machine);
  const instance = await vendor.provision({ workspaceId, order: orderOf(base, machine), signal });
  await withServiceTransaction(base, (tx) => moveMachine(tx, { id: machine.id, from: ORDERED, to: "handshaking" }));
  return instance;
}

type Ordering = { vendor: Vendor; workspaceId: string; wish: MachineWish; signal: AbortSignal };

async function order(ctx: SystemCtx, { vendor, workspaceId, wish, signal }: Ordering): Promise<Machine> {
  const offer = requireOffer(await vendor.listOffers(signal), wish);
  return withServiceTransaction(ctx, async (tx) => {
    await lockMachines(tx);
    const live = await findLive(tx, workspaceId);
    if (live) return live;
    await requireRoom(tx, offer);
    const id = newId();
    return insertMachine(tx, {
      id,
      workspace_id: workspaceId,
      name: `gl-${vendor.installation}-${id.replaceAll("-", "")}`,
      provider: "digitalocean",
      region: wish.region,
      size: wish.size,
      monthly_cents: offer.monthlyCents,
      hourly_micros: offer.hourlyMicros,
    });
  });
}

/** The first start of a machine: nothing in it is secret but the token, which counts once and there alone. */
function scriptOf(name: string, token: string): string {
  const signingKey = env().SIDECAR_SIGNING_KEY ?? "";
  const verifyKey = createPublicKey(signingKey).export({ type: "spki", format: "pem" }).toString();
  return renderCloudInit({ name, token, appUrl: appUrl(), verifyKey, images: requireImages() });
}

const leaving = (): AppError =>
  new AppError("unavailable", "The last machine of this company is still being taken away.", {
    code: "machine.leaving",
  });

const lost = ({ name }: Machine): AppError =>
  new AppError("impossible", `The vendor no longer has the machine ${name}. An administrator decides how it goes on.`, {
    code: "machine.lost",
  });

const overtaken = (): AppError =>
  new AppError("unavailable", "Another run ordered this machine meanwhile.", { code: "machine.overtaken" });

function orderOf(ctx: SystemCtx, machine: Machine): MachineOrder {
  const { id, name, region, size, vendor_id: vendorId, asked_at, asks } = machine;
  return {
    name,
    region,
    size,
    trace: { vendorId, askedAt: asked_at === null ? null : new Date(asked_at) },
    noteAsked: () =>
      withServiceTransaction(ctx, async (tx) => {
        const token = newSecret();
        if (!(await noteAsked(tx, { id, asks, bootstrapHash: sha256(token) }))) throw overtaken();
        return { askedAt: tx.now(), userData: scriptOf(name, token) };
      }),
    noteMade: (made) => withServiceTransaction(ctx, (tx) => noteMade(tx, { id, ...made })),
  };
}
