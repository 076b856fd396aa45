import { sql } from "kysely";
import { containsPattern } from "@/lib/platform/text";
import type { ServiceTx } from "@/lib/platform/transaction";
import { ListedWorkspace, type FreezeNotice, type ListWorkspaces } from "./schemas";

/** Past RLS: the operator's list of every workspace but those of sample companies, newest first. */
export async function selectWorkspaces(tx: ServiceTx, { query, status, cursor, limit }: ListWorkspaces) {
  let rows = tx.db
    .selectFrom("workspaces as workspace")
    .leftJoin("workspace_freezes as freeze", (join) =>
      join.onRef("freeze.workspace_id", "=", "workspace.id").on("freeze.unfrozen_at", "is", null),
    )
    .select([
      "workspace.id",
      "workspace.name",
      "workspace.slug",
      "workspace.plan",
      "workspace.status",
      "workspace.frozen_reason",
      "workspace.frozen_at",
      "workspace.created_at",
      "freeze.state as freeze_state",
      sql<number>`(select count(*) from user_workspaces member where member.workspace_id = workspace.id)`.as("members"),
      sql<number>`(select count(*) from projects project where project.workspace_id = workspace.id)`.as("companies"),
    ])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("projects as sample")
            .whereRef("sample.workspace_id", "=", "workspace.id")
            .where("sample.is_sample", "=", true)
            .select("sample.id"),
        ),
      ),
    )
    .orderBy("workspace.created_at", "desc")
    .orderBy("workspace.id", "desc")
    .limit(limit);
  if (status) rows = rows.where("workspace.status", "=", status);
  if (query) {
    const like = containsPattern(query);
    rows = rows.where(({ or, eb }) =>
      or([
        eb("workspace.name", "ilike", like),
        eb("workspace.slug", "ilike", like),
        eb(sql<string>`workspace.id::text`, "=", query.toLowerCase()),
      ]),
    );
  }
  if (cursor) {
    rows = rows.where(
      sql<boolean>`(workspace.created_at, workspace.id) < (select created_at, id from workspaces where id = ${cursor})`,
    );
  }
  return (await rows.execute()).map((row) => ListedWorkspace.parse(row));
}

/** Past RLS: the launched workspaces on a machine, by name. */
export function selectSendingRoutes(tx: ServiceTx, machine: { id: string; name: string }, limit: number) {
  return tx.db
    .selectFrom("genesis.ignition_state as launch")
    .innerJoin("workspaces as workspace", "workspace.id", "launch.workspace_id")
    .select([
      "workspace.id as workspace_id",
      "workspace.name as workspace_name",
      "launch.sending_route as route",
      "launch.sending_route_choice as choice",
      "launch.sending_route_reason as reason",
    ])
    .where("launch.status", "=", "active")
    .where("launch.droplet_id", "in", [machine.id, machine.name])
    .orderBy("workspace.name")
    .orderBy("workspace.id")
    .limit(limit)
    .execute();
}

/** Past RLS: the launches that ended without being undone whole, with the last reason of each step. */
export function selectUncleanLaunches(tx: ServiceTx, limit: number) {
  return tx.db
    .selectFrom("genesis.ignition_state as launch")
    .innerJoin("workspaces as workspace", "workspace.id", "launch.workspace_id")
    .select(["workspace.id as workspace_id", "workspace.name as workspace_name", "launch.completed_at", "launch.steps"])
    .select(
      sql<Record<string, string>>`(
        select coalesce(jsonb_object_agg(said.operation, coalesce(said.error, '') order by said.created_at), '{}')
        from genesis.ignition_operations said
        where said.workspace_id = launch.workspace_id and said.attempt = launch.attempt and said.status = 'undo_failed')`.as(
        "errors",
      ),
    )
    .where("launch.status", "in", ["failed", "cancelled"])
    .where("launch.rollback_success", "=", false)
    .orderBy("launch.completed_at", "desc")
    .orderBy("workspace.id")
    .limit(limit)
    .execute();
}

/** Past RLS, which would not let anybody into a frozen workspace: only for a member of it, and only while it is frozen. A deleted company has none: no freeze of it ends. */
export async function findNotice(tx: ServiceTx, projectId: string, userId: string): Promise<FreezeNotice | null> {
  const row = await tx.db
    .selectFrom("projects as project")
    .innerJoin("workspaces as workspace", "workspace.id", "project.workspace_id")
    .innerJoin("user_workspaces as member", "member.workspace_id", "workspace.id")
    .select([
      "project.id as project_id",
      "project.name as company_name",
      "workspace.name as workspace_name",
      "workspace.frozen_reason",
      "workspace.frozen_at",
    ])
    .where("project.id", "=", projectId)
    .where("project.deleted_at", "is", null)
    .where("member.user_id", "=", userId)
    .where("workspace.status", "=", "frozen")
    .executeTakeFirst();
  if (!row) return null;
  const { frozen_reason, ...notice } = row;
  return { ...notice, reason: frozen_reason ?? "" };
}
