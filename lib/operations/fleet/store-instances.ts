import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import { Beat, Instance, InstanceState } from "./schemas";

export type Life = { boot: number; boot_id: string; counter: number };
type Measured = Pick<Instance, "cpu_percent" | "memory_percent" | "disk_percent" | "n8n_healthy" | "active_workflows">;
export type Packet = Life & { name: string; measured: Partial<Measured>; alertAfter: string };
type Known = { id: string; state: InstanceState; boot: number; counter: number };

/** The machine, held until the transaction ends; null before its first packet. */
export async function lockInstance(tx: ServiceTx, name: string): Promise<Known | null> {
  const row = await tx.db
    .selectFrom("instances")
    .select(["id", "state", sql<number>`boot::float8`.as("boot"), sql<number>`counter::float8`.as("counter")])
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, state: InstanceState.parse(row.state) } : null;
}

/** Two first packets at once make one machine; the other then finds it. */
export async function insertInstance(tx: ServiceTx, packet: Packet): Promise<string | null> {
  const now = tx.now().toISOString();
  const { name, boot, boot_id, counter, measured, alertAfter } = packet;
  const row = await tx.db
    .insertInto("instances")
    .values({
      name,
      provider: "local",
      state: "ready",
      boot,
      boot_id,
      counter,
      booted_at: now,
      last_seen_at: now,
      alert_after: alertAfter,
      created_at: now,
      ...measured,
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The caller holds it ({@link lockInstance}) and saw that the packet is newer. */
export async function updateInstance(tx: ServiceTx, known: Known, packet: Packet): Promise<void> {
  const now = tx.now().toISOString();
  const { boot, boot_id, counter, measured, alertAfter } = packet;
  await tx.db
    .updateTable("instances")
    .set({
      state: "ready",
      boot,
      boot_id,
      counter,
      ...(boot > known.boot && { booted_at: now }),
      last_seen_at: now,
      alert_after: alertAfter,
      ...measured,
    })
    .where("id", "=", known.id)
    .execute();
}

type NewBeat = Partial<Omit<Beat, "at" | "state">> & { instanceId: string; state: InstanceState };

export async function insertBeat(tx: ServiceTx, { instanceId, ...beat }: NewBeat): Promise<void> {
  await tx.db
    .insertInto("genesis.instance_heartbeats")
    .values({ instance_id: instanceId, ...beat, at: tx.now().toISOString() })
    .execute();
}

export async function hasBeatSince(tx: ServiceTx, instanceId: string, since: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("genesis.instance_heartbeats")
    .select("id")
    .where("instance_id", "=", instanceId)
    .where("at", ">", since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

type Step = { from: InstanceState; to: InstanceState; alertAfterSeconds: number | null };

/** Changes each machine of a state whose time has come, once however many ask at the same moment; answers which. */
export async function flipOverdue(tx: ServiceTx, { from, to, alertAfterSeconds }: Step): Promise<string[]> {
  const rows = await tx.db
    .updateTable("instances")
    .set({
      state: to,
      alert_after:
        alertAfterSeconds === null ? null : sql<string>`last_seen_at + ${alertAfterSeconds} * interval '1 second'`,
    })
    .where("state", "=", from)
    .where("alert_after", "<=", tx.now().toISOString())
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

export async function selectInstances(tx: ServiceTx): Promise<Instance[]> {
  const columns = Object.keys(Instance.shape) as (keyof Instance)[];
  const rows = await tx.db.selectFrom("instances").select(columns).orderBy("name").limit(2_000).execute();
  return rows.map((row) => Instance.parse(row));
}

export async function selectLife(tx: ServiceTx, instanceId: string, limit: number): Promise<Beat[]> {
  const columns = Object.keys(Beat.shape) as (keyof Beat)[];
  const rows = await tx.db
    .selectFrom("genesis.instance_heartbeats")
    .select(columns)
    .where("instance_id", "=", instanceId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => Beat.parse(row));
}
