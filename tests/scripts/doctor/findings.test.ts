import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkInstalled, judgeSidecar } from "@/scripts/doctor/check-engine";
import { judgeAddress } from "@/scripts/doctor/check-address";
import { judgeFacts } from "@/scripts/doctor/check-database";
import { judgeDisk } from "@/scripts/doctor/check-disk";
import { checkKeys } from "@/scripts/doctor/check-keys";
import { checkMail } from "@/scripts/doctor/check-mail";
import { judgePing } from "@/scripts/doctor/check-ping";
import { judgeQueue } from "@/scripts/doctor/check-queue";
import { checkRuntimes } from "@/scripts/doctor/check-runtimes";
import type { Finding } from "@/scripts/doctor/finding";

/** The findings that are not in order, as they are read: each with what to do. */
const troubles = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ level }) => level !== "ok")
    .map(({ level, says, fix }) => `${level}: ${says} → ${fix ?? "NOTHING TO DO"}`);

describe("runtimes", () => {
  test("on this machine, and at hosts with every variable, nothing is found", () => {
    const names = ["APP_URL", "GITHUB_TOKEN", "GITHUB_OWNER", "NEON_API_KEY", "NEON_ORG_ID", "VERCEL_TOKEN"];
    const whole = Object.fromEntries(names.map((name) => [name, "x"]));
    expect(troubles([...checkRuntimes({}), ...checkRuntimes({ ...whole, RUNTIME_TARGET: "cloud" })])).toEqual([]);
    const { VERCEL_TOKEN: _token, ...rest } = whole;
    const render = { RUNTIME_TARGET: "cloud", RUNTIME_HOSTING: "render", RENDER_API_KEY: "x", RENDER_OWNER_ID: "x" };
    expect(troubles(checkRuntimes({ ...rest, ...render }))).toEqual([]);
  });

  test.each([
    [
      { RUNTIME_TARGET: "cloud", APP_URL: "https://x.example" },
      /^fail: Runtimes: .*GITHUB_TOKEN.*VERCEL_TOKEN is missing → Set it/,
    ],
    [
      { RUNTIME_TARGET: "cloud", RUNTIME_HOSTING: "render", VERCEL_TOKEN: "x" },
      /^fail: Runtimes: .*RENDER_API_KEY, RENDER_OWNER_ID is missing → Set it/,
    ],
    [
      { RUNTIME_TARGET: "cloud", RUNTIME_HOSTING: "heroku" },
      /^fail: Runtimes: RUNTIME_HOSTING is heroku → Set it to vercel or to render/,
    ],
    [{ RUNTIME_TARGET: "render" }, /^fail: Runtimes: RUNTIME_TARGET is render → Set it to local or to cloud/],
  ])("%j is named with what to do", (given, expected) => {
    expect(troubles(checkRuntimes(given))).toEqual([expect.stringMatching(expected)]);
  });
});

describe("the database", () => {
  const good = { version: 17, max_connections: 100, seconds_ahead: 0.1, in_recovery: false, fsync: "on" };

  test("in order, nothing is found", () => {
    expect(troubles(judgeFacts(good, 20))).toEqual([]);
  });

  test.each([
    [{ version: 15 }, /^fail: Database: Postgres 15 is too old → Move to Postgres 16/],
    [{ version: 19 }, /^warn: Database: Postgres 19 is not tested/],
    [{ max_connections: 30 }, /^warn: .*max_connections is 30.* → Raise it to 40/],
    [{ seconds_ahead: 90 }, /^fail: Clock: the database is 90 s ahead of this machine → .*NTP/],
    [{ seconds_ahead: -90 }, /^fail: Clock: the database is 90 s behind this machine/],
    [{ in_recovery: true }, /^fail: Database: it is a read-only replica → Point DATABASE_URL/],
    [{ fsync: "off" }, /^warn: Database: fsync is off/],
  ])("%j is named with what to do", (facts, expected) => {
    expect(troubles(judgeFacts({ ...good, ...facts }, 20))).toEqual([expect.stringMatching(expected)]);
  });
});

describe("the queue", () => {
  const good = { worker_seconds: 3, waiting_seconds: null, waiting_name: null, dead: [] };

  test("in order, nothing is found", () => {
    expect(troubles(judgeQueue(good, "in-process"))).toEqual([]);
  });

  test.each([
    [{ worker_seconds: null }, "in-process", /^fail: Queue: No worker has ever served it → Run npm start/],
    [{ worker_seconds: 7_200 }, "standalone", /^fail: Queue: No worker for 2 hours → Run npm run worker/],
    [{ worker_seconds: 7_200 }, "cron", /^fail: .*→ Let the host's scheduler call/],
    [
      { waiting_seconds: 600, waiting_name: "ledger.dispatch" },
      "off",
      /^warn: Queue: ledger.dispatch has waited 10 minutes/,
    ],
    [
      { dead: [{ name: "a.b", jobs: 2, why: "no route" }] },
      "off",
      /^warn: .*a.b was given up 2 times .* last: no route →/,
    ],
  ])("%j of a worker %s is named with what to do", (facts, mode, expected) => {
    expect(troubles(judgeQueue({ ...good, ...facts }, mode))).toEqual([expect.stringMatching(expected)]);
  });
});

describe("n8n", () => {
  const now = Date.parse("2026-11-30T06:00:00Z");
  const good = { n8n: { healthy: true }, now: "2026-11-30T06:00:00Z", reaches_app: true };

  test.each([
    [good, []],
    [{ ...good, reaches_app: null }, []],
    [null, [/^fail: Sidecar: it does not answer/]],
    [{ ...good, n8n: { healthy: false } }, [/^fail: n8n: .*does not answer it → Read logs\/n8n.log/]],
    [{ ...good, reaches_app: false }, [/^fail: Webhooks: n8n does not reach the application.* → Set APP_URL/]],
    [{ ...good, now: "2026-11-30T06:02:00Z" }, [/^fail: Clock: the sidecar's/]],
  ])("%j", (health, expected) => {
    expect(troubles(judgeSidecar(health, now))).toEqual(expected.map((words) => expect.stringMatching(words)));
  });

  test("that is not installed is named with the command that installs it", async () => {
    expect(troubles([checkInstalled("/nonexistent")])).toEqual([
      expect.stringMatching(/^warn: n8n: .*npm start installs it/),
    ]);
  });
});

test.each([
  ["https://app.example.com", "ok", []],
  ["https://app.example.com", null, [/^fail: Application: https:\/\/app.example.com does not answer/]],
  ["https://app.example.com", "degraded", [/^fail: .*says that it is degraded/]],
  ["http://app.example.com", "ok", [/^warn: Webhooks: the address has no TLS/]],
  ["http://127.0.0.1:3000", "ok", [/^warn: Webhooks: the address is this machine's own/]],
  ["http://localhost:3000", "ok", [/^warn: Webhooks: the address is this machine's own/]],
  ["http://[::1]:3000", "ok", [/^warn: Webhooks: the address is this machine's own/]],
] as const)("the address %s that answers %s", (address, status, expected) => {
  expect(troubles(judgeAddress(new URL(address), status))).toEqual(
    expected.map((words) => expect.stringMatching(words)),
  );
});

test.each([
  [100_000, 50_000, "ok"],
  [100_000, 14_000, "warn"],
  [100_000, 4_000, "fail"],
  [2_000, 900, "fail"],
] as const)("a disk of %i MB with %i free is %s", (megabytes, freeMegabytes, level) => {
  expect(judgeDisk({ folder: "/data", freeMegabytes, megabytes }).level).toBe(level);
});

test("mail ports are tried one by one: an open one is reached, and a closed one is named", async () => {
  const open = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => open.once("listening", resolve));
  const { port } = open.address() as AddressInfo;
  const doors = [
    { host: "127.0.0.1", port, use: "sending" },
    { host: "127.0.0.1", port: 1, use: "reading answers" },
  ];
  const found = troubles(await checkMail(doors));
  open.close();
  expect(found).toEqual([expect.stringMatching(/^warn: Mail: .* for reading answers → Ask the host/)]);
});

test.each([
  [null, [/^warn: Outside ping: OUTSIDE_PING_URL is not set.* → Make a check/]],
  [{ host: "hc.example.com", seconds: null }, [/^fail: .*hc.example.com has never answered → Look whether/]],
  [{ host: "hc.example.com", seconds: 1_200 }, [/^fail: .*hc.example.com has not answered for 20 minutes/]],
  [{ host: "hc.example.com", seconds: 50 }, []],
])("the outside ping %j", (ping, expected) => {
  expect(troubles(judgePing(ping))).toEqual(expected.map((words) => expect.stringMatching(words)));
});

test("a home without keys says how to get them", async () => {
  const home = await mkdtemp(join(tmpdir(), "greenlight-doctor-"));
  const found = troubles(await checkKeys(home, undefined));
  await rm(home, { recursive: true });
  expect(found).toEqual([expect.stringMatching(/^fail: Keys: There is no master key.* → Run npm start once/)]);
});
