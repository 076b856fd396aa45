import { afterAll, beforeAll, expect, test } from "vitest";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { refreshCredentials } from "@/lib/operations/ignition/refresh-credentials";
import { rewriteEngines } from "@/lib/operations/ignition/rewrite-engines";
import { writeCredential } from "@/lib/foundation/vault/write-credential";
import { withTransaction } from "@/lib/platform/transaction";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("after ports changed, a launched workspace speaks to the sidecar of now and its mailbox credential names the port of now", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  await world.run(company);
  const { workspaceId, job } = company;
  const idle = await world.readyCompany();
  const before = await world.jobs(idle.workspaceId);
  const mail = () => world.sidecar.instance(workspaceId).credentials.find(({ key }) => key === "mail")?.data;
  await world.admin.query(
    "update genesis.ignition_state set sidecar_url = 'http://127.0.0.1:9' where workspace_id = $1",
    [workspaceId],
  );
  expect(await rewriteEngines(world.system())).toBe(1);
  const names = (await world.jobs(workspaceId)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["ignition.refresh_credentials", "ignition.refresh_campaigns"]));
  expect(await world.jobs(idle.workspaceId)).toEqual(before);
  // The built-in mailbox's address when it was chosen.
  const data = { host: "127.0.0.1", port: 1025, secure: false, user: "", password: "" };
  await withTransaction(company.owner, (tx) => writeCredential(tx, { type: "smtp", name: "Mail account", data }));
  await refreshCredentials(job);
  expect(mail()).toMatchObject({ host: "127.0.0.1", port: expect.any(Number) });
  expect((await (await findEngine(job))?.checkHealth({ workspaceId, signal: job.signal }))?.healthy).toBe(true);
});
