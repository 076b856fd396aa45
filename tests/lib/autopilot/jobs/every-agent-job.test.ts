import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { finishAgentJob } from "@/lib/autopilot/jobs/finish-agent-job";
import { getAgentJob } from "@/lib/autopilot/jobs/get-agent-job";
import { listAgentJobs } from "@/lib/autopilot/jobs/list-agent-jobs";
import { loseAgentJob } from "@/lib/autopilot/jobs/lose-agent-job";
import { noteArtifact } from "@/lib/autopilot/jobs/note-artifact";
import { noteStep } from "@/lib/autopilot/jobs/note-step";
import { requireJob } from "@/lib/autopilot/jobs/require-job";
import { startAgentJob } from "@/lib/autopilot/jobs/start-agent-job";
import { sweepLostJobs } from "@/lib/autopilot/jobs/sweep-lost-jobs";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  company = await world.company();
});

const start = (key = "night:2026-11-30"): Promise<string> =>
  withTransaction(company.job, (tx) => {
    const work = { jobType: "nightshift.cycle_project", agent: "night_shift", title: "Night of 30 November" } as const;
    return startAgentJob(tx, { projectId: company.projectId, key, ...work });
  });
const lines = async () =>
  (await world.ledger(company.workspaceId)).filter((line) => line.event_type.startsWith("job."));
const read = (jobId: string) => getAgentJob(company.viewer, { projectId: company.projectId, jobId });

describe("the work of an agent", () => {
  it("is told with its steps, results, cost and end, and the ledger has status and results", async () => {
    const jobId = await start();
    await withTransaction(company.job, (tx) => noteStep(tx, { jobId, message: "Read 214 facts", costCents: 0.25 }));
    const artifact = { kind: "report", id: "r1", title: "Night 1" };
    await withTransaction(company.job, (tx) => noteArtifact(tx, { jobId, artifact }));
    const [running] = (await listAgentJobs(company.viewer, { projectId: company.projectId, limit: 10 })).data;
    expect(running).toMatchObject({ id: jobId, state: "running", finished_at: null });
    expect(running?.events.map(({ kind, message }) => [kind, message])).toEqual([
      ["status", "Begun."],
      ["step", "Read 214 facts"],
      ["artifact", "Night 1"],
    ]);
    const end = { jobId, ok: true, summary: "5 recommendations.", costCents: 1 };
    expect(await withTransaction(company.job, (tx) => finishAgentJob(tx, end))).toBe(true);
    expect(await withTransaction(company.job, (tx) => finishAgentJob(tx, { ...end, ok: false }))).toBe(false);
    expect(await read(jobId)).toMatchObject({ state: "finished", summary: "5 recommendations.", cost_cents: 1.25 });
    const told = (await lines()).map(({ event_type, data }) => [event_type, data.status ?? data.artifact]);
    expect(told).toEqual([
      ["job.status", "running"],
      ["job.artifact", artifact],
      ["job.status", "finished"],
    ]);
    expect((await lines()).at(1)?.data.links).toEqual([
      { rel: "job", id: jobId },
      { rel: "report", id: "r1" },
    ]);
  });

  it("is the same when it is taken up again, and a new one with another key", async () => {
    const first = await start();
    expect(await start()).toBe(first);
    expect(await start("night:2026-12-01")).not.toBe(first);
    const { events } = await read(first);
    expect(events.map(({ message }) => message)).toEqual(["Begun.", "Taken up again."]);
  });

  it("leaves no trace when its transaction fails", async () => {
    const failing = withTransaction(company.job, async (tx) => {
      const work = { key: "k", jobType: "phases.generate", agent: "planner", title: "Brief" } as const;
      await startAgentJob(tx, { projectId: company.projectId, ...work });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await lines()).toEqual([]);
    expect((await listAgentJobs(company.owner, { projectId: company.projectId, limit: 10 })).data).toEqual([]);
  });

  it("has failed when there was no step of it for an hour", async () => {
    const [silent, noted] = [await start("silent"), await start("noted")];
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    await withTransaction({ ...company.job, now: () => at(30) }, (tx) =>
      noteStep(tx, { jobId: noted, message: "On." }),
    );
    await sweepLostJobs({ ...world.system(), now: () => at(61) });
    expect(await read(silent)).toMatchObject({ state: "failed", summary: expect.stringContaining("for an hour") });
    expect(await read(noted)).toMatchObject({ state: "running" });
    await loseAgentJob(company.job, { jobId: noted });
    expect(await read(noted)).toMatchObject({ state: "failed" });
  });

  it("of another company is not found", async () => {
    const jobId = await start();
    const other = await world.company();
    const of = { projectId: other.projectId, jobId };
    await expect(getAgentJob(other.owner, of)).rejects.toMatchObject({ code: "job.not_found" });
    const found = withTransaction(other.job, (tx) => requireJob(tx, { jobId }));
    await expect(found).rejects.toMatchObject({ code: "job.not_found" });
    expect((await listAgentJobs(company.stranger, { projectId: company.projectId, limit: 5 })).data).toEqual([]);
  });
});
