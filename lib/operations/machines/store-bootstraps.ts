import type { Bootstrap } from "@/lib/contracts/bootstrap";
import { Machine } from "./schemas";
import type { ServiceTx } from "@/lib/platform/transaction";

export type Bootstrapping = Pick<Machine, "id" | "name" | "vendor_id" | "state"> & {
  bootstrap_expires_at: string | null;
  bootstrapped_at: string | null;
  public_key: string | null;
};

/** The machine whose script holds the token with this hash, held until the transaction ends. */
export async function lockByToken(tx: ServiceTx, hash: string): Promise<Bootstrapping | null> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select(["id", "name", "vendor_id", "state", "bootstrap_expires_at", "bootstrapped_at", "public_key"])
    .where("bootstrap_hash", "=", hash)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, state: Machine.shape.state.parse(row.state) } : null;
}

type Identity = Pick<Bootstrap, "public_key" | "certificate" | "egress">;

/** Compare-and-set: false when the token was used already. */
export async function setIdentity(tx: ServiceTx, id: string, identity: Identity): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.machines")
    .set({
      bootstrapped_at: tx.now().toISOString(),
      public_key: identity.public_key,
      certificate: identity.certificate,
      egress: JSON.stringify(identity.egress),
    })
    .where("id", "=", id)
    .where("bootstrapped_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function setSuspected(tx: ServiceTx, id: string): Promise<void> {
  await tx.db
    .updateTable("genesis.machines")
    .set({ suspected_at: tx.now().toISOString() })
    .where("id", "=", id)
    .where("suspected_at", "is", null)
    .execute();
}

/** The key of a machine that is not terminated and not suspected, by its name. */
export async function findKey(tx: ServiceTx, name: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select("public_key")
    .where("name", "=", name)
    .where("state", "not in", ["terminated", "terminating"])
    .executeTakeFirst();
  return row?.public_key ?? null;
}

export type Door = { id: string; address: string | null; certificate: string | null };

export async function findDoor(tx: ServiceTx, workspaceId: string): Promise<Door | null> {
  const row = await tx.db
    .selectFrom("genesis.machines")
    .select(["id", "address", "certificate"])
    .where("workspace_id", "=", workspaceId)
    .where("state", "<>", "terminated")
    .executeTakeFirst();
  return row ?? null;
}
