import { expect, it } from "vitest";
import { Founder } from "../support/founder";

type Listed = { data: Record<string, unknown>[] };

async function demo() {
  const founder = await Founder.signIn("founder@demo.local");
  const { body } = await founder.get<Listed>("/api/projects");
  const project = body.data.find(({ is_sample }) => is_sample);
  return { founder, workspaceId: String(project?.workspace_id) };
}

it("shows the demo founder a month of numbers, drafts that wait and a reply, all in a company marked as a sample", async () => {
  const { founder, workspaceId } = await demo();
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const { body: numbers } = await founder.get<{ summary: { sends: number; replies: number } }>(
    `/api/dashboard/aggregate?workspace_id=${workspaceId}&start=${day(31)}&end=${day(0)}`,
  );
  expect(numbers.summary.sends).toBeGreaterThan(40);
  expect(numbers.summary.replies).toBe(1);

  const campaigns = await founder.get<Listed>(`/api/campaigns?workspace_id=${workspaceId}`);
  const drafts = await founder.get<Listed>(
    `/api/campaigns/${String(campaigns.body.data[0]?.id)}/drafts?workspace_id=${workspaceId}&status=drafted`,
  );
  expect(drafts.body.data).toHaveLength(18);
});

it("keeps the demo company out of the administrators' list", async () => {
  const { workspaceId } = await demo();
  const admin = await Founder.signIn("admin@demo.local");
  const { body } = await admin.get<Listed>("/api/admin/workspaces?limit=200");
  expect(body.data.map(({ id }) => id)).not.toContain(workspaceId);
});
