import { afterAll, beforeAll, expect, test } from "vitest";
import { readBrand } from "@/lib/company/profile/read-brand";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { listOnboardingDrafts } from "@/lib/operations/onboarding/list-onboarding-drafts";
import { saveBrandAnswers } from "@/lib/operations/onboarding/save-brand-answers";
import { readInfrastructure } from "@/lib/operations/onboarding/read-infrastructure";
import { saveOnboardingDraft } from "@/lib/operations/onboarding/save-onboarding-draft";
import { saveScheduleAnswers } from "@/lib/operations/onboarding/save-schedule-answers";
import { SaveOnboardingDraft } from "@/lib/operations/onboarding/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND, SCHEDULE, withoutLedger } from "../../outreach/email-world";
import { createStaff } from "../../foundation/members/members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const type = (ctx: WorkspaceCtx, part: string, typed: object) =>
  saveOnboardingDraft(ctx, SaveOnboardingDraft.parse({ part, revision: null, read: {}, typed }));
const partsOf = async (ctx: WorkspaceCtx): Promise<string[]> =>
  (await listOnboardingDrafts(ctx)).map(({ part }) => part);

test("a save over the revision that was read counts on; over an earlier one it is refused with the other's answers", async () => {
  const {
    owner,
    admin: { ctx: admin },
  } = await createStaff(world);
  expect(await readBrand(owner)).toEqual({ brand: null, revision: 0 });
  expect(await saveBrandAnswers(owner, { ...BRAND, revision: 0 })).toMatchObject({ brand: BRAND, revision: 1 });
  const theirs = { ...BRAND, sender_name: "Amara Reed" };
  expect(await saveBrandAnswers(admin, { ...theirs, revision: 1 })).toMatchObject({ revision: 2 });
  for (const revision of [0, 1])
    await expect(saveBrandAnswers(owner, { ...BRAND, tone: "Short", revision })).rejects.toMatchObject({
      kind: "conflict",
      code: "brand.stale",
      details: { brand: theirs, revision: 2 },
    });
  expect(await readBrand(owner)).toEqual({ brand: theirs, revision: 2 });
  // The same answers again are no conflict, and no change.
  expect(await saveBrandAnswers(owner, { ...theirs, revision: 1 })).toMatchObject({ revision: 2 });
});

test("of two members that save at the same moment over the same revision one is refused", async () => {
  const {
    owner,
    admin: { ctx: admin },
  } = await createStaff(world);
  await saveBrand(owner, BRAND);
  const both = await Promise.allSettled([
    saveBrandAnswers(owner, { ...BRAND, tone: "Short", revision: 1 }),
    saveBrandAnswers(admin, { ...BRAND, tone: "Long", revision: 1 }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await readBrand(owner)).revision).toBe(2);
});

test("without a revision a save replaces what is there, as scripts do", async () => {
  const { owner } = await world.company();
  await saveBrand(owner, BRAND);
  expect(await saveBrandAnswers(owner, { ...BRAND, tone: "Short" })).toMatchObject({ revision: 2 });
});

test.each([
  ["company and sender", readBrand, (ctx: WorkspaceCtx) => saveBrandAnswers(ctx, BRAND), { brand: BRAND }],
  [
    "the schedule",
    readInfrastructure,
    (ctx: WorkspaceCtx) => saveScheduleAnswers(ctx, SCHEDULE),
    { infrastructure: SCHEDULE },
  ],
] as const)(
  "%s has revision 0 before the first save; a viewer reads it and may not save it",
  async (...[, read, save, saved]) => {
    const { owner, viewer, stranger } = await world.company();
    expect(await read(viewer)).toMatchObject({ revision: 0 });
    await expect(save(viewer)).rejects.toMatchObject({ code: "permission.missing" });
    await save(owner);
    expect(await read(viewer)).toEqual({ ...saved, revision: 1 });
    expect(await read(stranger)).toMatchObject({ revision: 0 });
  },
);

test("the schedule is refused and counted in the same way", async () => {
  const { owner } = await world.company();
  expect(await saveScheduleAnswers(owner, { ...SCHEDULE, revision: 0 })).toMatchObject({ revision: 1 });
  await expect(saveScheduleAnswers(owner, { ...SCHEDULE, daily_limit: 9, revision: 0 })).rejects.toMatchObject({
    kind: "conflict",
    code: "infrastructure.stale",
    details: { infrastructure: SCHEDULE, revision: 1 },
  });
  expect(await saveScheduleAnswers(owner, { ...SCHEDULE, daily_limit: 9, revision: 1 })).toMatchObject({ revision: 2 });
});

test("a draft goes in the commit that saves its part: of this part and person alone", async () => {
  const {
    owner,
    admin: { ctx: admin },
  } = await createStaff(world);
  for (const ctx of [owner, admin])
    for (const [part, typed] of [
      ["brand", { tone: "x" }],
      ["infrastructure", { daily_limit: "5" }],
      ["calendar", { calendly_link_1: "cal.com/a" }],
      ["machine", { region: "fra1" }],
    ] as const)
      await type(ctx, part, typed);
  await expect(withoutLedger(world, () => saveBrandAnswers(owner, BRAND))).rejects.toThrow();
  expect(await partsOf(owner)).toEqual(["brand", "calendar", "infrastructure", "machine"]);
  await saveBrandAnswers(owner, BRAND);
  expect(await partsOf(owner)).toEqual(["calendar", "infrastructure", "machine"]);
  await saveScheduleAnswers(owner, { ...SCHEDULE, part: "machine" });
  expect(await partsOf(owner)).toEqual(["calendar", "infrastructure"]);
  await saveScheduleAnswers(owner, SCHEDULE);
  expect(await partsOf(owner)).toEqual(["calendar"]);
  await saveBrandAnswers(owner, { ...BRAND, part: "calendar" });
  expect(await partsOf(owner)).toEqual([]);
  expect(await partsOf(admin)).toEqual(["brand", "calendar", "infrastructure", "machine"]);
});
