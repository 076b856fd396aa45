import { afterAll, beforeAll, expect, test } from "vitest";
import { findOffers } from "@/lib/operations/machines/find-offers";
import { getMachineCosts } from "@/lib/operations/machines/get-machine-costs";
import { monthToDateCents } from "@/lib/operations/machines/month-to-date";
import { createMachineWorld, type MachineWorld } from "./machine-world";

let world: MachineWorld;
beforeAll(async () => {
  world = await createMachineWorld({
    SUPER_ADMIN_IDS: "user_adminexamplecom",
    MACHINE_LIMIT: "3",
    MACHINE_MONTHLY_LIMIT: "100",
  });
});
afterAll(() => world.close());

test("the offers of the wizard are read and nothing else, once in ten minutes", async () => {
  const { owner } = await world.company();
  world.fake.fail(({ path }) => path === "/v2/sizes", 500);
  expect(await findOffers(owner)).toBe("unknown");
  const offers = await findOffers(owner);
  expect(offers).toMatchObject([{ size: "s-1vcpu-2gb", monthlyCents: 1200 }, { size: "s-2vcpu-4gb" }]);
  const asked = world.fake.calls.length;
  expect(await findOffers(owner)).toEqual(offers);
  expect(world.fake.calls).toHaveLength(asked);
  expect(world.fake.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("the administrators see each machine with its cost this month, and the caps", async () => {
  const company = await world.company();
  await world.order(company);
  world.clock.pass(90 * 60_000);
  const admin = { ...world.user("admin@example.com"), ...world.job(), superAdmin: true } as const;
  expect(await getMachineCosts(admin)).toMatchObject({
    machines: [{ size: "s-1vcpu-2gb", workspace_id: company.workspaceId, month_to_date_cents: 4 }],
    monthly_cents: 1200,
    month_to_date_cents: 4,
    limit: { machines: 3, monthly_cents: 10_000 },
  });
});

test("a machine costs by the begun hour, from its order or the month's first day on, and never more than its price of a month", () => {
  const month = { monthBegan: new Date("2026-11-01T00:00:00Z"), now: new Date("2026-11-30T00:00:00Z") };
  const machine = { hourly_micros: 17_860, monthly_cents: 1200, terminated_at: null };
  const cents = (ordered_at: string, terminated_at: string | null = null): number =>
    monthToDateCents({ ...machine, ordered_at, terminated_at }, month);
  expect(cents("2026-11-29T23:59:00Z")).toBe(2);
  expect(cents("2026-10-01T00:00:00Z")).toBe(1200);
  expect(cents("2026-11-10T00:00:00Z", "2026-11-10T10:00:00Z")).toBe(18);
  expect(cents("2026-09-01T00:00:00Z", "2026-10-31T00:00:00Z")).toBe(0);
});
