import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";

export type DueProject = { workspaceId: string; projectId: string };

/** Companies with a recommendation whose metric is to be read again. */
export async function selectDueProjects(tx: ServiceTx): Promise<DueProject[]> {
  const { rows } = await sql<DueProject>`
    select distinct workspace_id as "workspaceId", project_id as "projectId" from recommendations
    where next_score_at <= ${tx.now().toISOString()}
    limit 1000`.execute(tx.db);
  return rows;
}
