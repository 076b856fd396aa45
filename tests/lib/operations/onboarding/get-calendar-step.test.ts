import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { getCalendarStep } from "@/lib/operations/onboarding/get-calendar-step";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";
import { LINK, visitLink } from "./onboarding-world";

const SECOND = "https://cal.com/ada/long";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const save = ({ owner }: Company, links: { calendly_link_1?: string; calendly_link_2?: string }) =>
  saveBrand(owner, { ...BRAND, ...links });
const reasons = async ({ viewer }: Company) =>
  (await getCalendarStep(viewer)).missing.map(({ field, message }) => `${field}: ${message}`);

test("without a link nothing is proven, and nothing is missing", async () => {
  const company = await world.company();
  const nothing = { checks: {}, proven: false, missing: [] };
  expect(await getCalendarStep(company.viewer)).toEqual(nothing);
  await save(company, {});
  await visitLink(company, 200);
  expect(await getCalendarStep(company.viewer)).toEqual(nothing);
});

test("each saved link needs a visit, with its time and its answer as the evidence", async () => {
  const company = await world.company();
  await save(company, { calendly_link_1: LINK, calendly_link_2: SECOND });
  expect(await reasons(company)).toEqual([
    `calendly_link_1: Check the booking link ${LINK}: it has not been visited yet.`,
    `calendly_link_2: Check the booking link ${SECOND}: it has not been visited yet.`,
  ]);
  const first = await visitLink(company, 200);
  expect(await reasons(company)).toHaveLength(1);
  const second = await visitLink(company, 200, SECOND);
  expect(await getCalendarStep(company.viewer)).toEqual({
    checks: { [LINK]: first, [SECOND]: second },
    proven: true,
    missing: [],
  });
  expect(await getCalendarStep(company.stranger)).toMatchObject({ checks: {}, proven: false });
});

test("a page that is gone opens the step; one that refuses programs does not", async () => {
  const company = await world.company();
  await save(company, { calendly_link_1: LINK });
  await visitLink(company, 404);
  expect(await reasons(company)).toEqual([
    `calendly_link_1: Correct the booking link ${LINK}. calendly.com has no such page (404). Copy the link again.`,
  ]);
  await visitLink(company, 403);
  expect(await getCalendarStep(company.viewer)).toMatchObject({
    checks: { [LINK]: { verdict: "unknown" } },
    proven: true,
  });
});

test("the evidence of a link is not that of the link which replaces it, and goes with the next visit", async () => {
  const company = await world.company();
  await save(company, { calendly_link_1: LINK });
  await visitLink(company, 200);
  await save(company, { calendly_link_1: SECOND });
  expect(await reasons(company)).toEqual([
    `calendly_link_1: Check the booking link ${SECOND}: it has not been visited yet.`,
  ]);
  await visitLink(company, 200, SECOND);
  expect(Object.keys((await getCalendarStep(company.viewer)).checks)).toEqual([SECOND]);
});

test("a webhook may not ask", async () => {
  const { owner } = await world.company();
  const actor = { type: "webhook", tokenId: "t", permissions: new Set<never>() } as const;
  await expect(getCalendarStep({ ...owner, actor })).rejects.toMatchObject({ code: "permission.missing" });
});
