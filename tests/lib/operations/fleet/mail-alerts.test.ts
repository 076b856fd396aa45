import { mkdir, rm, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { mailAlerts } from "@/lib/operations/fleet/mail-alerts";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
beforeAll(async () => {
  world = await createFleetWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const silence = async (): Promise<void> => {
  await world.beat("local");
  await world.pass(360);
};

test("a machine that falls silent is mailed once to each administrator, reminded of every four hours, and told when it is back", async () => {
  await silence();
  expect(await world.mails()).toEqual([expect.stringContaining("To: admin@example.com")]);
  expect((await world.mails())[0]).toContain("local: It was last heard of at 30 Nov 2026, 09:00 UTC.");
  await world.pass(3 * 3600, [], 170);
  expect(await world.mails()).toHaveLength(1);
  await world.pass(3600 + 60, [], 170);
  expect(await world.mails()).toHaveLength(2);
  await world.beat("local");
  await world.pass(30, ["local"]);
  const mails = await world.mails();
  expect(mails).toHaveLength(3);
  expect(mails.filter((mail) => mail.includes("Over — local"))).toHaveLength(1);
  expect(await world.openAlerts()).toEqual([]);
});

test("two watchdogs at the same moment make one alert and one mail", async () => {
  await world.beat("local");
  for (let round = 0; round < 26; round += 1) {
    world.later(15);
    await Promise.all([evaluateFleet(world.system()), evaluateFleet(world.system()), evaluateFleet(world.system())]);
  }
  expect(await world.openAlerts()).toMatchObject([{ kind: "silent", subject: "local" }]);
  expect(await world.mails()).toHaveLength(1);
});

test("a silence that ends before its mail leaves is told to no one", async () => {
  await world.beat("local");
  await world.pass(300);
  expect(await world.openAlerts()).toHaveLength(1);
  await world.beat("local");
  await world.pass(60, ["local"]);
  expect(await world.mails()).toEqual([]);
});

test("with a stopped queue machines still fall silent, and the mail still leaves", async () => {
  await world.withoutQueue(silence);
  expect(await world.states()).toEqual(["silent"]);
  expect(await world.mails()).toHaveLength(1);
});

test("a mail that could not leave is owed again after two minutes, and arrives once", async () => {
  await world.beat("local");
  await world.pass(300);
  world.later(30);
  await rm(world.outbox, { recursive: true });
  await writeFile(world.outbox, "A file where the folder should be.");
  await expect(mailAlerts(world.system())).rejects.toThrow();
  await rm(world.outbox);
  await mkdir(world.outbox);
  world.later(119);
  expect(await mailAlerts(world.system())).toBe(0);
  world.later(1);
  expect(await mailAlerts(world.system())).toBe(1);
  await world.pass(60);
  expect(await world.mails()).toHaveLength(1);
});
