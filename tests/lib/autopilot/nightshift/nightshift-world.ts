import { randomUUID } from "node:crypto";
import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { createTask } from "@/lib/company/tasks/create-task";
import { campaignIn } from "../../../factories/campaigns";
import type { Company, JobCtx, TestWorld } from "../../../factories/test-world";

const DAY_MS = 86_400_000;

export type Seeded = { company: Company; campaignId: string; news(): Promise<unknown> };

/** The night's job, some days from now. */
export const inDays = ({ job }: Company, days: number): JobCtx => ({
  ...job,
  now: () => new Date(Date.now() + days * DAY_MS),
});

export const nightOf = (company: Company, days = 0): Promise<void> =>
  cycleProject(inDays(company, days), { projectId: company.projectId });

export async function payFailed({ admin }: TestWorld, { workspaceId, projectId }: Company): Promise<string> {
  const id = randomUUID();
  await admin.query(
    `insert into project_payment_events (workspace_id, project_id, event_id, type, amount_cents, currency, occurred_at)
     values ($1, $2, $3, 'payment.failed', 4900, 'USD', now() - interval '1 hour')`,
    [workspaceId, projectId, id],
  );
  return id;
}

/** A company with a campaign that bounces too often, nobody left to write to, and a payment that failed. */
export async function seededCompany(world: TestWorld): Promise<Seeded> {
  const company = await world.company();
  const { campaignId } = await campaignIn(world, company, "active");
  await world.admin.query(
    `insert into daily_stats (workspace_id, day, campaign_id, step, sends, bounces) values ($1, current_date, $2, 1, 100, 10)`,
    [company.workspaceId, campaignId],
  );
  await payFailed(world, company);
  const { owner, projectId } = company;
  return { company, campaignId, news: () => createTask(owner, { projectId, title: "Something new", description: "" }) };
}
