import { cp, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changedAddresses, holdRuns, releaseRuns } from "@/scripts/runtime/addresses";

const NOW = { app: "http://127.0.0.1:3000", mailbox: "127.0.0.1:25025", sidecar: "http://127.0.0.1:3100" };

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-home-"));
});
afterEach(() => rm(home, { recursive: true }));

const isHeld = (): Promise<boolean> =>
  stat(join(home, "frozen", "hold.json")).then(
    () => true,
    () => false,
  );

test("the first start has nothing to renew; the next ones only what differs", async () => {
  expect(await changedAddresses(home, NOW)).toEqual([]);
  await releaseRuns(home, NOW);
  expect(await changedAddresses(home, NOW)).toEqual([]);
  expect(await changedAddresses(home, { ...NOW, mailbox: "127.0.0.1:25026" })).toEqual(["mailbox"]);
});

test("a home of a version that wrote no addresses down is renewed, whatever its ports are", async () => {
  await mkdir(join(home, "n8n"));
  expect(await changedAddresses(home, NOW)).toEqual(["an earlier version"]);
  await releaseRuns(home, NOW);
  expect(await changedAddresses(home, NOW)).toEqual([]);
});

test("a copy of a home is known by where it lies, also on the same ports", async () => {
  await releaseRuns(home, NOW);
  const copy = `${home}-copy`;
  await cp(home, copy, { recursive: true });
  expect(await changedAddresses(copy, NOW)).toEqual(["home"]);
  await rm(copy, { recursive: true });
});

test("a hold survives starts that did not renew it", async () => {
  await releaseRuns(home, NOW);
  const moved = { ...NOW, app: "http://127.0.0.1:3001" };
  await holdRuns(home);
  expect(await isHeld()).toBe(true);
  expect(await changedAddresses(home, moved)).toHaveLength(1);
  // Also on the old ports again: some of what n8n holds may name the new ones by now.
  expect(await changedAddresses(home, NOW)).toHaveLength(1);
  await releaseRuns(home, moved);
  expect(await isHeld()).toBe(false);
  expect(await changedAddresses(home, moved)).toEqual([]);
});
