import { afterAll, beforeAll, expect, test } from "vitest";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { finish, MAILBOX } from "./onboarding-world";

let world: TestWorld;
let server: Listening;
beforeAll(async () => {
  server = await startSmtpServer({ authOptional: true });
  world = await createTestWorld({ ...MAILBOX, TEST_MAILBOX_PORT: String(server.port) });
});
afterAll(() => world.close());

test("starts at the first open step and ends ready", async () => {
  const company = await world.company();
  expect(await getProgress(company.owner)).toMatchObject({ current_step: "brand", ready: false });
  await finish.brand(company);
  const progress = await getProgress(company.viewer);
  expect(progress).toMatchObject({ current_step: "credentials", ready: false });
  expect(progress.steps.map(({ step, complete }) => [step, complete])).toEqual([
    ["domain", false],
    ["brand", true],
    ["credentials", false],
    ["calendar", false],
    ["research", false],
    ["infrastructure", false],
    // The engine runs with this installation: there is nothing to choose.
    ["machine", true],
    ["leads", false],
  ]);
  expect(progress.steps.filter(({ optional }) => optional).map(({ step }) => step)).toEqual(["calendar", "research"]);
  expect(progress.steps.at(-1)?.missing).toEqual([
    { field: "leads", step: "leads", message: "Import at least one lead." },
  ]);
  await finish.credentials(company);
  await finish.infrastructure(company);
  await finish.leads(company, world);
  expect(await getProgress(company.owner)).toMatchObject({ current_step: "leads", ready: true });
});

test("an account that is saved and does not answer has no tick, says why, and does not prevent a launch", async () => {
  const company = await world.company();
  await finish.brand(company);
  await server.stop();
  await finish.credentials(company);
  await finish.infrastructure(company);
  await finish.leads(company, world);
  const progress = await getProgress(company.viewer);
  expect(progress).toMatchObject({ current_step: "credentials", ready: true });
  expect(progress.steps[2]).toMatchObject({
    step: "credentials",
    complete: false,
    missing: [{ field: "mail_account", message: expect.stringContaining("ECONNREFUSED") }],
  });
});
