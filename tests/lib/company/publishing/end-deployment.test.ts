import { afterAll, beforeAll, expect, test } from "vitest";
import { endDeployment } from "@/lib/company/publishing/end-deployment";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { begun } from "./publishing-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const endings = async ({ workspaceId }: Company): Promise<string[]> =>
  (await world.ledger(workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => /^deploy\.(?!started)/.test(type));
const newest = async ({ viewer, projectId }: Company) =>
  (await listDeployments(viewer, { projectId, limit: 1 })).data[0];

test("an unknown ending is open until it is looked up, and the ledger then says how it ended, once", async () => {
  const company = await world.company();
  const of = { projectId: company.projectId, action: (await begun(company)).action };
  await endDeployment(company.job, { ...of, ending: { status: "unknown", error: "vercel.broken_off" } });
  expect(await newest(company)).toMatchObject({ status: "unknown", finished_at: null });
  expect(await endings(company)).toEqual([]);
  const ending = { status: "succeeded", providerId: "dpl_1", url: "https://acme.vercel.app" } as const;
  await endDeployment(company.job, { ...of, ending });
  await endDeployment(company.job, { ...of, ending: { status: "failed", error: "late" } });
  expect(await newest(company)).toMatchObject({ status: "succeeded", url: "https://acme.vercel.app", error: null });
  expect(await endings(company)).toEqual(["deploy.succeeded"]);
});

test("a failure keeps its code and is told", async () => {
  const company = await world.company();
  const of = { projectId: company.projectId, action: (await begun(company)).action };
  await endDeployment(company.job, { ...of, ending: { status: "failed", error: "vercel.http_403" } });
  expect(await newest(company)).toMatchObject({ status: "failed", error: "vercel.http_403" });
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "“website” was not published (vercel.http_403).",
  );
});

test("a viewer may not, and another workspace changes nothing", async () => {
  const company = await world.company();
  const of = { projectId: company.projectId, action: (await begun(company)).action };
  const ending = { status: "failed", error: "x" } as const;
  await expect(endDeployment(company.viewer, { ...of, ending })).rejects.toMatchObject({ code: "permission.missing" });
  await endDeployment(company.stranger, { ...of, ending });
  expect(await newest(company)).toMatchObject({ status: "started" });
});
