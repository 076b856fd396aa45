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
