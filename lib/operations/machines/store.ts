import { sql } from "kysely";
import { AppError } from "@/lib/platform/errors";
import type { ServiceTx } from "@/lib/platform/transaction";
import { Machine, type MachineState } from "./schemas";
import { ORDERED, PAID } from "./transitions";

/** Slow machines start late. */
const TOKEN_MS = 60 * 60_000;

const COLUMNS = Object.keys(Machine.shape) as (keyof Machine)[];

/** Orders and terminations of this installation wait for each other until the transaction ends, so that a cap holds. */
export async function lockMachines(tx: ServiceTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('genesis.machines', 0))`.execute(tx.db);
}

/** The machine of a workspace that is not terminated. */
export async function findLive(tx: ServiceTx, workspaceId: string): Promise<Machine | null> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select(COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .where("state", "<>", "terminated")
    .executeTakeFirst();
  return row ? Machine.parse(row) : null;
}

/** Throws 404 `machine.not_found`. */
export async function getMachine(tx: ServiceTx, id: string): Promise<Machine> {
  const row = await tx.db.selectFrom("genesis.machines").select(COLUMNS).where("id", "=", id).executeTakeFirst();
  if (row) return Machine.parse(row);
  throw new AppError("not_found", "There is no such machine.", { code: "machine.not_found" });
}

/** The machines that the vendor is paid for now. */
export async function sumPaid(tx: ServiceTx): Promise<{ machines: number; monthlyCents: number }> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select((all) => [
      all.fn.countAll<number>().as("machines"),
      sql<number>`coalesce(sum(monthly_cents), 0)::float8`.as("cents"),
    ])
    .where("state", "in", [...PAID])
    .executeTakeFirstOrThrow();
  return { machines: Number(row.machines), monthlyCents: row.cents };
}

type NewMachine = Pick<
  Machine,
  "id" | "workspace_id" | "name" | "provider" | "region" | "size" | "monthly_cents" | "hourly_micros"
>;

export async function insertMachine(tx: ServiceTx, machine: NewMachine): Promise<Machine> {
  const row = await tx.db
    .insertInto("genesis.machines")
    .values({ ...machine, state: "requested", ordered_at: tx.now().toISOString() })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return Machine.parse(row);
}

/** Compare-and-set: false when another run asked since, or the machine is wanted no longer. */
export async function noteAsked(
  tx: ServiceTx,
  { id, asks, bootstrapHash }: Pick<Machine, "id" | "asks"> & { bootstrapHash: string },
): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.machines")
    .set({
      state: "creating",
      asks: asks + 1,
      asked_at: tx.now().toISOString(),
      vendor_id: null,
      address: null,
      bootstrap_hash: bootstrapHash,
      bootstrap_expires_at: null,
    })
    .where("id", "=", id)
    .where("asks", "=", asks)
    .where("state", "in", [...ORDERED])
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

type Made = { id: string; vendorId: string; address: string | null };

/** The vendor's answer; a machine that is being taken away keeps its state. Its token runs from its first address on. */
export async function noteMade(tx: ServiceTx, { id, vendorId, address }: Made): Promise<void> {
  await tx.db
    .updateTable("genesis.machines")
    .set({
      vendor_id: vendorId,
      ...(address !== null && {
        address,
        bootstrap_expires_at: sql<string>`coalesce(bootstrap_expires_at, ${new Date(tx.now().getTime() + TOKEN_MS).toISOString()})`,
      }),
    })
    .where("id", "=", id)
    .execute();
}

type Move = { id: string; from: readonly MachineState[]; to: MachineState };

/** False when it stands in none of these states. */
export async function moveMachine(tx: ServiceTx, { id, from, to }: Move): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.machines")
    .set({ state: to, ...(to === "terminated" && { terminated_at: tx.now().toISOString() }) })
    .where("id", "=", id)
    .where("state", "in", [...from])
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function selectLive(tx: ServiceTx): Promise<Machine[]> {
  const rows = await tx.db
    .selectFrom("genesis.machines")
    .select(COLUMNS)
    .where("state", "<>", "terminated")
    .orderBy("ordered_at")
    .orderBy("name")
    .execute();
  return rows.map((row) => Machine.parse(row));
}

/** Those that are not terminated, and those that were terminated since. */
export async function selectBilled(tx: ServiceTx, since: Date): Promise<Machine[]> {
  const rows = await tx.db
    .selectFrom("genesis.machines")
    .select(COLUMNS)
    .where((where) => where.or([where("state", "<>", "terminated"), where("terminated_at", ">=", since.toISOString())]))
    .orderBy("ordered_at")
    .orderBy("name")
    .execute();
  return rows.map((row) => Machine.parse(row));
}

/** The states of the machines with these names. */
export async function selectStates(tx: ServiceTx, names: readonly string[]): Promise<Map<string, MachineState>> {
  if (names.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("genesis.machines")
    .select(["name", "state"])
    .where("name", "in", [...names])
    .execute();
  return new Map(rows.map(({ name, state }) => [name, Machine.shape.state.parse(state)]));
}

export async function setMissing(tx: ServiceTx, id: string, since: string | null): Promise<void> {
  await tx.db.updateTable("genesis.machines").set({ missing_since: since }).where("id", "=", id).execute();
}

/** The steps of a termination as they were saved, held until the transaction ends. */
export async function lockTermination(
  tx: ServiceTx,
  id: string,
): Promise<{ state: MachineState; termination: unknown }> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select(["state", "termination"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { state: Machine.shape.state.parse(row.state), termination: row.termination };
}

export async function setTermination(tx: ServiceTx, id: string, termination: object): Promise<void> {
  await tx.db
    .updateTable("genesis.machines")
    .set({ termination: JSON.stringify(termination) })
    .where("id", "=", id)
    .execute();
}
