import { sql } from "kysely";
import { newId } from "@/lib/platform/ids";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { Intervention } from "@/lib/providers/compute/port";
import type { Remedy, RemedyState } from "./next-remedy";
import { Remedy as ListedRemedy } from "./schemas";

const OPEN = ["wanted", "running", "done"] as const;
const COLUMNS = [
  "id",
  "instance_id",
  "round",
  "step",
  "state",
  "wanted_at",
  "started_at",
  "ended_at",
  "evidence",
] as const;
type Row = Omit<Remedy, "step" | "state"> & { step: string; state: string };
const toRemedy = (row: Row): Remedy => row as Remedy;

/** The one repair of the fleet that is not over; the caller's transaction holds it. */
export async function lockOpenRemedy(tx: ServiceTx): Promise<Remedy | null> {
  const row = await tx.db
    .selectFrom("genesis.instance_remedies")
    .select(COLUMNS)
    .where("state", "in", OPEN)
    .forUpdate()
    .executeTakeFirst();
  return row ? toRemedy(row) : null;
}

/** Of these machines since a day, oldest first. */
export async function selectHistory(tx: ServiceTx, instanceIds: readonly string[]): Promise<Remedy[]> {
  if (instanceIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom("genesis.instance_remedies")
    .select(COLUMNS)
    .where("instance_id", "in", [...instanceIds])
    .where("is_forgotten", "=", false)
    .where("wanted_at", ">", new Date(tx.now().getTime() - 24 * 3_600_000).toISOString())
    .orderBy("wanted_at")
    .execute();
  return rows.map(toRemedy);
}

/** Repairs of the whole fleet that were tried within the last hour. */
export async function countRecentRemedies(tx: ServiceTx): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.instance_remedies")
    .select(sql<number>`count(*)::int`.as("tried"))
    .where("wanted_at", ">", new Date(tx.now().getTime() - 3_600_000).toISOString())
    .where("state", "<>", "dropped")
    .executeTakeFirst();
  return row?.tried ?? 0;
}

/** The repairs of one machine, newest first. */
export async function selectRemedies(tx: ServiceTx, instanceId: string, limit: number): Promise<ListedRemedy[]> {
  const columns = Object.keys(ListedRemedy.shape) as (keyof ListedRemedy)[];
  const rows = await tx.db
    .selectFrom("genesis.instance_remedies")
    .select(columns)
    .where("instance_id", "=", instanceId)
    .orderBy("wanted_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ListedRemedy.parse(row));
}

/** Repairs that were tried no longer count for the machine's limits; they stay to be read. */
export async function dropHistory(tx: ServiceTx, instanceId: string): Promise<void> {
  await tx.db
    .updateTable("genesis.instance_remedies")
    .set({ is_forgotten: true })
    .where("instance_id", "=", instanceId)
    .where("is_forgotten", "=", false)
    .execute();
}

type NewRemedy = { instanceId: string; round: number; step: Intervention; cause: string };

/** Null while another one of the fleet is not over. */
export async function insertRemedy(tx: ServiceTx, { instanceId, ...remedy }: NewRemedy): Promise<string | null> {
  const row = await tx.db
    .insertInto("genesis.instance_remedies")
    .values({ id: newId(), instance_id: instanceId, ...remedy, state: "wanted", wanted_at: tx.now().toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

type Change = { from: RemedyState; to: RemedyState; evidence?: string };

/** Compare-and-set; false when it is in another state by now. */
export async function updateRemedy(tx: ServiceTx, id: string, { from, to, evidence }: Change): Promise<boolean> {
  const now = tx.now().toISOString();
  const isOpen = to === "wanted" || to === "running" || to === "done";
  const row = await tx.db
    .updateTable("genesis.instance_remedies")
    .set({
      state: to,
      ...(to === "running" && { started_at: now }),
      ...(!isOpen && { ended_at: now }),
      ...(evidence !== undefined && { evidence: evidence.slice(0, 500) }),
    })
    .where("id", "=", id)
    .where("state", "=", from)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export type Patient = { id: string; name: string; provider: string };

/** The machine of a repair, if it still is as it was when that was wanted: nobody repairs what recovered by itself. */
export async function findPatient(tx: ServiceTx, remedyId: string): Promise<(Patient & { step: Intervention }) | null> {
  const row = await tx.db
    .selectFrom("genesis.instance_remedies as remedy")
    .innerJoin("instances", "instances.id", "remedy.instance_id")
    .select(["instances.id", "instances.name", "instances.provider", "remedy.step"])
    .where("remedy.id", "=", remedyId)
    .where("instances.skip_remediation", "=", false)
    .where(
      sql<boolean>`((instances.state = 'silent' and instances.diagnosis = 'zombie')
        or (instances.state = 'ready' and instances.n8n_down_since is not null))`,
    )
    .executeTakeFirst();
  return row ? { ...row, step: row.step as Intervention } : null;
}

/** From then on heartbeats no longer change its state. */
export async function quarantineInstance(tx: ServiceTx, id: string): Promise<void> {
  await tx.db
    .updateTable("instances")
    .set({ state: "quarantined", alert_after: null })
    .where("id", "=", id)
    .where("state", "<>", "quarantined")
    .execute();
}
