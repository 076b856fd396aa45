import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { reconcileAlerts } from "@/lib/operations/fleet/reconcile-alerts";
import { selectOpenAlerts } from "@/lib/operations/fleet/store-alerts";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { createFleetWorld, type FleetWorld } from "./fleet-world";

let world: FleetWorld;
beforeAll(async () => {
  world = await createFleetWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const steps = async (): Promise<string[]> =>
  (await world.mails()).map((mail) => /(New|Worse|Still so|Over) — local: [^.]*/.exec(mail)?.[0] ?? mail).toSorted();

test("a filling disk is told when it begins, when it is worse and when it is over, and in between nothing is told", async () => {
  const fill = async (disk: number): Promise<void> => {
    await world.beat("local", { disk });
    await world.pass(60);
  };
  await fill(86);
  await fill(87);
  expect(await steps()).toEqual(["New — local: More than 85 % of its disk is in use"]);
  await fill(96);
  await fill(97);
  expect(await world.openAlerts()).toMatchObject([{ kind: "disk", level: "critical" }]);
  await fill(70);
  await fill(70);
  expect(await world.openAlerts()).toEqual([]);
  expect(await steps()).toEqual([
    "New — local: More than 85 % of its disk is in use",
    "Over — local: More than 95 % of its disk is in use: n8n stops when it is full",
    "Worse — local: More than 95 % of its disk is in use: n8n stops when it is full",
  ]);
});

test("an n8n that is away for less than three minutes is not told, a longer absence once", async () => {
  const away = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      await world.beat("local", { healthy: false });
      await world.pass(30);
    }
  };
  await away(5);
  expect(await world.openAlerts()).toEqual([]);
  await away(4);
  expect(await world.openAlerts()).toMatchObject([{ kind: "n8n_down", level: "critical" }]);
  await world.pass(60, ["local"]);
  expect(await world.openAlerts()).toEqual([]);
  expect(await world.mails()).toHaveLength(2);
});

test("a machine that changes its state four times in half an hour is told as that, once", async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    await world.beat("local");
    await world.pass(330);
  }
  await world.beat("local");
  await world.pass(330);
  expect((await world.openAlerts()).map(({ kind }) => kind)).toContain("flapping");
  expect((await world.mails()).filter((mail) => mail.includes("four times within half an hour"))).toHaveLength(1);
});

test("two who want the same alert open it once", async () => {
  const wanted = [
    { instanceId: null, subject: "fleet", kind: "queue", level: "critical", words: "It waits." },
  ] as const;
  await Promise.all(
    [1, 2, 3].map(() => withServiceTransaction(world.system(), (tx) => reconcileAlerts(tx, [], wanted))),
  );
  expect(await withServiceTransaction(world.system(), selectOpenAlerts)).toHaveLength(1);
});
