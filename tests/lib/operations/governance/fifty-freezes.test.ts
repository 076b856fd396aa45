import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import type { Company } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

const FREEZES = 50;

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/** The machine runs other tests as well, so time is measured in freezes that are alone. */
test("of fifty freezes at once the first doors are shut as fast as by one alone, and all in the time of fifty", async () => {
  const companies: Company[] = [];
  for (let index = 0; index < FREEZES; index += 1) companies.push(await world.company());
  const { token } = await rotateWebhookToken(companies[0]!.owner, { overlap_hours: 0 });

  const alone: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const company = await world.company();
    alone.push(await timed(() => world.freeze(company)));
  }
  const one = alone.toSorted((a, b) => a - b)[2] ?? 0;

  const durations = await Promise.all(companies.map((company) => timed(() => world.freeze(company))));
  expect(Math.min(...durations)).toBeLessThan(Math.max(1_000, 10 * one));
  expect(Math.max(...durations)).toBeLessThan(Math.max(5_000, 2 * FREEZES * one));
  await expect(authenticateWebhook(world.system(), token)).rejects.toMatchObject({ code: "workspace.frozen" });
});
