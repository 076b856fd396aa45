import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import { versionOf } from "./engine-version";

/** The launched workspaces whose n8n holds other workflows than those of this version, for the way that their emails leave. */
export async function selectOutdated(tx: ServiceTx, version: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.ignition_state")
    .select("workspace_id")
    .where("status", "=", "active")
    .where(
      "workflows_version",
      "is distinct from",
      sql<string>`case sending_route when 'gateway' then ${versionOf(version, "gateway")} else ${version} end`,
    )
    .orderBy("workspace_id")
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}
