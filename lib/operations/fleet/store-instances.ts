import { sql } from "kysely";
import type { Egress } from "@/lib/contracts/instance";
import { AppError } from "@/lib/platform/errors";
import type { ServiceTx } from "@/lib/platform/transaction";
import { Pressure } from "./judge-pressure";
import { Beat, Instance, InstanceState } from "./schemas";

type Life = { boot: number; boot_id: string; counter: number };
export type Measured = Pick<
  Instance,
  "cpu_percent" | "memory_percent" | "disk_percent" | "n8n_healthy" | "n8n_version" | "active_workflows"
>;

/** The standing of a machine after a packet. `pressure` is JSON. */
export type Standing = {
  state: InstanceState;
  last_seen_at: string;
  alert_after: string | null;
  diagnosis: null;
  diagnosed_at: null;
  n8n_down_since: string | null;
  well_since: string | null;
  pressure?: string;
  pressed?: boolean;
};
type Packet = Life & Standing & Partial<Measured>;

export type Known = {
  id: string;
  state: InstanceState;
  boot: number;
  counter: number;
  n8n_down_since: string | null;
  n8n_version: string | null;
  active_workflows: number | null;
  well_since: string | null;
  pressure: Pressure;
};

/** The machine, held until the transaction ends; null before its first packet. */
export async function lockInstance(tx: ServiceTx, name: string): Promise<Known | null> {
  const row = await tx.db
    .selectFrom("instances")
    .select(["id", "state", "n8n_down_since", "n8n_version", "active_workflows", "well_since", "pressure"])
    .select([sql<number>`boot::float8`.as("boot"), sql<number>`counter::float8`.as("counter")])
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return { ...row, state: InstanceState.parse(row.state), pressure: Pressure.parse(row.pressure) };
}

/** Two first packets at once make one machine; the other then finds it. */
export async function insertInstance(
  tx: ServiceTx,
  packet: Packet & { name: string; provider?: string; region?: string; egress?: string; egress_at?: string },
): Promise<string | null> {
  const now = tx.now().toISOString();
  const row = await tx.db
    .insertInto("instances")
    .values({ provider: "local", booted_at: now, created_at: now, ...packet })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The caller holds it ({@link lockInstance}) and saw that the packet is newer. */
export async function updateInstance(
  tx: ServiceTx,
  id: string,
  packet: Packet & { booted_at?: string },
): Promise<void> {
  await tx.db.updateTable("instances").set(packet).where("id", "=", id).execute();
}

/** The ports that a machine can reach, as it reported them last. */
export async function setEgress(tx: ServiceTx, name: string, egress: Egress): Promise<void> {
  await tx.db
    .updateTable("instances")
    .set({ egress: JSON.stringify(egress), egress_at: tx.now().toISOString() })
    .where("name", "=", name)
    .execute();
}

type NewBeat = Partial<Omit<Beat, "at" | "state">> & { instanceId: string; state: InstanceState };

export async function insertBeat(tx: ServiceTx, { instanceId, ...beat }: NewBeat): Promise<void> {
  await tx.db
    .insertInto("genesis.instance_heartbeats")
    .values({ instance_id: instanceId, ...beat, at: tx.now().toISOString() })
    .execute();
}

export async function deleteBeatsBefore(tx: ServiceTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom("genesis.instance_heartbeats")
    .where("at", "<", before.toISOString())
    .executeTakeFirst();
  return Number(numDeletedRows);
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

const INSTANCE = Object.keys(Instance.shape) as (keyof Instance)[];

/** By name, after the one that is named by `cursor`. */
export async function selectInstances(
  tx: ServiceTx,
  { state, cursor, limit }: { state?: InstanceState | undefined; cursor?: string | undefined; limit: number },
): Promise<Instance[]> {
  const rows = await tx.db
    .selectFrom("instances")
    .select(INSTANCE)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? ""))
    .$if(cursor !== undefined, (query) => query.where("name", ">", cursor ?? ""))
    .orderBy("name")
    .limit(limit)
    .execute();
  return rows.map((row) => Instance.parse(row));
}

/** 404 `instance.not_found`. `hold`: until the transaction ends. */
export async function getInstanceRow(tx: ServiceTx, id: string, { hold = false } = {}): Promise<Instance> {
  const row = await tx.db
    .selectFrom("instances")
    .select(INSTANCE)
    .where("id", "=", id)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row) return Instance.parse(row);
  throw new AppError("not_found", "There is no such machine.", { code: "instance.not_found" });
}

export async function findN8nVersion(tx: ServiceTx, name: string): Promise<string | null> {
  const row = await tx.db.selectFrom("instances").select("n8n_version").where("name", "=", name).executeTakeFirst();
  return row?.n8n_version ?? null;
}

export async function setSkipRemediation(tx: ServiceTx, id: string, skip: boolean): Promise<void> {
  await tx.db.updateTable("instances").set({ skip_remediation: skip }).where("id", "=", id).execute();
}

/** Out of quarantine: it counts as heard of until `alertAfter`, and its boot begins now. */
export async function releaseInstance(tx: ServiceTx, id: string, alertAfter: Date): Promise<void> {
  await tx.db
    .updateTable("instances")
    .set({ state: "ready", alert_after: alertAfter.toISOString(), well_since: null, diagnosis: null })
    .where("id", "=", id)
    .where("state", "=", "quarantined")
    .execute();
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
