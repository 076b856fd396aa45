import { sql, type RawBuilder } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { CompanyRow, Facts, Scope } from "./facts";
import { acceptedPackets, recentRecommendations } from "./store-plans";
import { companyRow, eventRuns, outreachSums, websiteSums } from "./store-company";
import {
  campaignThreads,
  confirmedMemories,
  doneActions,
  newestDeployments,
  newestFiles,
  openApprovals,
  openTasks,
  ownCampaigns,
  ownThreads,
} from "./store-work";

const list = (rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select coalesce(jsonb_agg(r), '[]') from (${rows}) r)`;

/** All facts about a company in one statement, so that they are of one moment and take one round trip. */
export async function selectFacts(tx: TxCtx, of: Omit<Scope, "workspaceId">): Promise<Facts> {
  const scope = { ...of, workspaceId: tx.workspaceId };
  const { rows } = await sql<Facts & { companies: CompanyRow[] }>`
    select ${list(companyRow(scope))} as companies, ${list(eventRuns(scope))} as runs,
      ${list(websiteSums(scope))} as website, ${list(outreachSums(scope))} as outreach, ${list(openApprovals(scope))} as approvals,
      ${list(doneActions(scope))} as done, ${list(openTasks(scope))} as tasks, ${list(newestFiles(scope))} as files,
      ${list(newestDeployments(scope))} as deployments, ${list(ownCampaigns(scope))} as campaigns,
      ${list(ownThreads(scope))} as threads, ${list(campaignThreads(scope))} as replies,
      ${list(confirmedMemories(scope))} as memories, ${list(acceptedPackets(scope))} as packets,
      ${list(recentRecommendations(scope))} as recommendations`.execute(tx.db);
  const { companies, ...facts } = rows[0] as Facts & { companies: CompanyRow[] };
  return { ...facts, company: companies[0] ?? null };
}
