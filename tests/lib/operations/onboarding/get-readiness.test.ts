import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";
import { finish, MAILBOX } from "./onboarding-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(MAILBOX);
});
afterAll(() => world.close());

test("names every missing field in the order of the wizard, and less with every step", async () => {
  const company = await world.company();
  const missing = async () => (await getReadiness(company.owner)).map(({ step, field }) => `${step}.${field}`);
  const brand = [
    "brand.company_name",
    "brand.description",
    "brand.sender_name",
    "brand.sender_email",
    "brand.postal_address",
  ];
  const schedule = ["infrastructure.time_zone", "infrastructure.send_window", "infrastructure.daily_limit"];
  expect(await missing()).toEqual([...brand, "credentials.mail_account", ...schedule, "leads.leads"]);
  await finish.leads(company, world);
  expect(await missing()).toEqual([...brand, "credentials.mail_account", ...schedule]);
  await saveBrand(company.owner, { ...BRAND, description: null });
  expect(await missing()).toEqual(["brand.description", "credentials.mail_account", ...schedule]);
  await finish.brand(company);
  expect(await missing()).toEqual(["credentials.mail_account", ...schedule]);
  await finish.credentials(company);
  expect(await missing()).toEqual(schedule);
  await finish.infrastructure(company);
  expect(await missing()).toEqual([]);
  expect(await withTransaction(company.owner, getReadiness)).toEqual([]);
});

test("an answer that does not fit any more is named with its fault, and the others are not", async () => {
  const company = await world.company();
  for (const step of ["leads", "brand", "credentials", "infrastructure"] as const) await finish[step](company, world);
  const change = (set: string) =>
    world.admin.query(
      `with brand as (update genesis.brand_profiles set ${set} where workspace_id = $1 returning 1) select 1`,
      [company.workspaceId],
    );
  await change("sender_email = 'jo at example'");
  expect(await getReadiness(company.owner)).toEqual([
    {
      step: "brand",
      field: "sender_email",
      message: expect.stringMatching(/^Correct the sender’s email address: the saved one must be .+\.$/),
    },
  ]);
  await change(`sender_email = '${BRAND.sender_email}', calendly_link_1 = 'my calendar'`);
  expect(await getReadiness(company.owner)).toMatchObject([{ step: "calendar", field: "calendly_link_1" }]);
  await change("calendly_link_1 = null, postal_address = 'Hamburg'");
  await world.admin.query(
    "update genesis.infrastructure_config set time_zone = 'Europe/Nowhere' where workspace_id = $1",
    [company.workspaceId],
  );
  expect((await getReadiness(company.owner)).map(({ message }) => message)).toEqual([
    "Correct the postal address: the saved one must be a real postal address: street, place and country.",
    expect.stringMatching(/^Correct the time zone of the sending window: the saved one must be .+\.$/),
  ]);
});

test("another workspace's answers are its own, a webhook may not ask", async () => {
  const company = await world.company();
  await finish.brand(company);
  expect(await getReadiness(company.stranger)).toHaveLength(10);
  expect(await getReadiness(company.viewer)).toHaveLength(5);
  const webhook = {
    ...company.owner,
    actor: { type: "webhook", tokenId: "t", permissions: new Set<never>() },
  } as const;
  await expect(getReadiness(webhook)).rejects.toMatchObject({ code: "permission.missing" });
});

test("every missing field says what to do", async () => {
  const { owner } = await world.company();
  for (const { message } of await getReadiness(owner)) expect(message).toMatch(/^(Enter|Add|Choose|Import) .+\.$/);
});
