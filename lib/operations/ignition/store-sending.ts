import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { Sending, SendingRoute } from "./schemas";

/** By the machine's name or its id. */
export async function selectEgress(tx: ServiceTx, machine: string): Promise<unknown> {
  const row = await tx.db
    .selectFrom("instances")
    .select("egress")
    .where(({ or, eb, cast, ref }) => or([eb("name", "=", machine), eb(cast(ref("id"), "text"), "=", machine)]))
    .executeTakeFirst();
  return row?.egress ?? null;
}

/** Past RLS: the workspaces whose workflows run on a machine, by their ids. */
export async function selectWorkspacesOn(tx: ServiceTx, machine: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.ignition_state")
    .leftJoin("instances", (join) =>
      join.on(({ eb, cast, ref }) => eb(cast(ref("instances.id"), "text"), "=", ref("ignition_state.droplet_id"))),
    )
    .select("genesis.ignition_state.workspace_id")
    .where("genesis.ignition_state.status", "=", "active")
    .where(({ or, eb }) =>
      or([eb("genesis.ignition_state.droplet_id", "=", machine), eb("instances.name", "=", machine)]),
    )
    .orderBy("genesis.ignition_state.workspace_id")
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
