import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { Sending, SendingRoute } from "./schemas";

/** By the machine's name or its id: as it reported last, else as it reported when it was set up. */
export async function selectEgress(tx: ServiceTx, machine: string): Promise<unknown> {
  const row = await tx.db
    .selectFrom("instances")
    .select("egress")
    .where(({ or, eb }) => or([eb("name", "=", machine), eb(sql<string>`id::text`, "=", machine)]))
    .executeTakeFirst();
  if (row?.egress) return row.egress;
  const ordered = await tx.db
    .selectFrom("genesis.machines")
    .select("egress")
    .where("name", "=", machine)
    .executeTakeFirst();
  return ordered?.egress ?? null;
}

/** Past RLS: the workspaces whose workflows run on a machine, by their ids. */
export async function selectWorkspacesOn(tx: ServiceTx, machine: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.ignition_state as launch")
    .select("launch.workspace_id")
    .where("launch.status", "=", "active")
    .where(({ or, eb, selectFrom }) =>
      or([
        eb("launch.droplet_id", "=", machine),
        eb(
          "launch.droplet_id",
          "in",
          selectFrom("instances")
            .select(sql<string>`instances.id::text`.as("id"))
            .where("name", "=", machine),
        ),
      ]),
    )
    .orderBy("launch.workspace_id")
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}

/** The caller holds the row (`lockIgnition`). */
export async function setSending(tx: TxCtx, { route, choice, reason }: Sending): Promise<void> {
  await tx.db
    .updateTable("genesis.ignition_state")
    .set({ sending_route: route, sending_route_choice: choice, sending_route_reason: reason.slice(0, 500) })
    .where("workspace_id", "=", tx.workspaceId)
    .execute();
}

/** False when the workspace was never launched. The choice alone: the route follows by {@link setSending}. */
export async function setSendingChoice(tx: TxCtx, choice: SendingRoute | null): Promise<boolean> {
  const row = await tx.db
    .updateTable("genesis.ignition_state")
    .set({ sending_route_choice: choice })
    .where("workspace_id", "=", tx.workspaceId)
    .returning("attempt")
    .executeTakeFirst();
  return row !== undefined;
}
