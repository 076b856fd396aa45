import { startAgentJob } from "@/lib/autopilot/jobs/start-agent-job";
import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import type { Place } from "@/lib/http/openapi/operation";
import { withTransaction } from "@/lib/platform/transaction";
import { campaignIn } from "../../../factories/campaigns";
import type { Staff } from "../../foundation/members/members-world";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";

type Preparation = (world: UnknownWorld, staff: Staff) => Promise<{ place: Partial<Place> }>;

const withNightly: Preparation = async (_world, { owner, projectId }) => {
  const [nightly] = (await listRecurring(owner, { projectId })).data;
  return { place: { recurringId: nightly?.id ?? "" } };
};
const withCampaign: Preparation = async (world, staff) => ({
  place: { campaignId: (await campaignIn(world, staff, "active")).campaignId },
});

const withWork: Preparation = async (_world, { owner, projectId }) => {
  const work = { key: "sample", jobType: "phases.generate", agent: "planner", title: "Brief" } as const;
  return { place: { jobId: await withTransaction(owner, (tx) => startAgentJob(tx, { projectId, ...work })) } };
};

const TASK = "/api/projects/[projectId]/recurring-tasks/[recurringId]";

/** The recurring tasks that the examples of each operation need. */
export const RECURRING_PREPARATIONS = {
  "POST /api/projects/[projectId]/recurring-tasks": withCampaign,
  "GET /api/projects/[projectId]/work/[jobId]": withWork,
  [`GET ${TASK}`]: withNightly,
  [`PATCH ${TASK}`]: withNightly,
  [`DELETE ${TASK}`]: withNightly,
  [`POST ${TASK}/run`]: withNightly,
  [`GET ${TASK}/runs`]: withNightly,
};
