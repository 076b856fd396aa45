import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginDeployment } from "@/lib/company/publishing/begin-deployment";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { begun, MARKER } from "./publishing-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the same action begins once, however many attempts begin it at the same moment", async () => {
  const company = await world.company();
  const action = randomUUID();
  const all = await Promise.all(Array.from({ length: 5 }, () => begun(company, action)));
  expect(new Set(all.map(({ deployment }) => deployment.id)).size).toBe(1);
  const told = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "deploy.started");
  expect(told).toMatchObject([{ message: "Publishing 1 file as “website” began (Web server of this machine)." }]);
});

test("a viewer may not, another workspace's company is not here, and without the ledger nothing begins", async () => {
  const { owner, viewer, stranger, job, projectId } = await world.company();
  const wanted = {
    projectId,
    action: randomUUID(),
    provider: "local",
    site: "website",
    marker: MARKER,
    account: "x",
    fileCount: 1,
    sizeBytes: 1,
  } as const;
  await expect(beginDeployment(viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(beginDeployment(stranger, wanted)).rejects.toThrow();
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(beginDeployment(job, wanted)).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  expect((await listDeployments(owner, { projectId, limit: 10 })).data).toEqual([]);
});
