import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";

export type DueProject = { workspaceId: string; projectId: string };

/** Companies with a run that began before a moment and that no worker goes on with. */
export async function selectAbandoned(tx: ServiceTx, before: string): Promise<DueProject[]> {
  const { rows } = await sql<DueProject>`
    select workspace_id as "workspaceId", project_id as "projectId" from nightshift_runs
    where state = 'running' and started_at < ${before} and lease_until <= ${tx.now().toISOString()}
    order by started_at
    limit 1000`.execute(tx.db);
  return rows;
}

/** Companies with a recommendation whose metric is to be read again. */
export async function selectDueProjects(tx: ServiceTx): Promise<DueProject[]> {
  const { rows } = await sql<DueProject>`
    select distinct workspace_id as "workspaceId", project_id as "projectId" from recommendations
    where next_score_at <= ${tx.now().toISOString()}
    limit 1000`.execute(tx.db);
  return rows;
}
