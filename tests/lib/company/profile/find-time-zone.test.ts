import { afterAll, beforeAll, expect, test } from "vitest";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { repositoryFiles } from "../../../structure/repository";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { SCHEDULE } from "../../outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const zoneOf = (ctx: WorkspaceCtx): Promise<string> => withReadTransaction(ctx, findTimeZone);

test("UTC before the first save, then the workspace's own and nobody else's", async () => {
  const { owner, job, stranger } = await world.company();
  expect(await zoneOf(owner)).toBe("UTC");
  await saveInfrastructure(owner, { ...SCHEDULE, time_zone: "Asia/Tokyo" });
  expect(await zoneOf(job)).toBe("Asia/Tokyo");
  expect(await zoneOf(stranger)).toBe("UTC");
});

test("one store asks the table for it alone", () => {
  const asking = [...repositoryFiles()].filter(
    ([path, text]) => path.startsWith("lib/") && /infrastructure_config"\)\s*\.select\("time_zone"\)/.test(text),
  );
  expect(asking.map(([path]) => path)).toEqual(["lib/company/profile/store-time-zone.ts"]);
});
