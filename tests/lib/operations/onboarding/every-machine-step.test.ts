import { afterAll, beforeAll, expect, test } from "vitest";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { saveScheduleAnswers } from "@/lib/operations/onboarding/save-schedule-answers";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { SCHEDULE } from "../../outreach/email-world";
import { WISH } from "../machines/machine-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ DIGITALOCEAN_API_TOKEN: "token" });
});
afterAll(() => world.close());

const stepsOf = async ({ viewer }: Company) => {
  const { steps } = await getProgress(viewer);
  return steps.flatMap(({ step, complete, missing }) =>
    step === "infrastructure" || step === "machine" ? [[step, complete, missing.map(({ field }) => field)]] : [],
  );
};

test("where machines are made, place and size are a step of their own, after the schedule and over its revision", async () => {
  const company = await world.company();
  const open = ["machine", false, ["region", "size"]];
  expect(await stepsOf(company)).toEqual([
    ["infrastructure", false, ["time_zone", "send_window", "daily_limit"]],
    open,
  ]);
  const { revision } = await saveScheduleAnswers(company.owner, { ...SCHEDULE, region: null, size: null });
  expect(await stepsOf(company)).toEqual([["infrastructure", true, []], open]);
  const saved = { ...SCHEDULE, ...WISH, part: "machine", revision } as const;
  expect(await saveScheduleAnswers(company.owner, saved)).toMatchObject({ infrastructure: { ...SCHEDULE, ...WISH } });
  await expect(saveScheduleAnswers(company.owner, { ...saved, size: "s-2vcpu-4gb" })).rejects.toMatchObject({
    code: "infrastructure.stale",
  });
  expect(await stepsOf(company)).toEqual([
    ["infrastructure", true, []],
    ["machine", true, []],
  ]);
});
