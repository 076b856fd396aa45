import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { Engine } from "./sequence-world";

let world: LeadsWorld;
let engine: Engine;
const started: Engine[] = [];
beforeAll(async () => {
  world = await createLeadsWorld();
});
beforeEach(async () => {
  engine = await Engine.start(world);
  started.push(engine);
  await engine.drafted("a@example.com");
});
afterAll(async () => {
  for (const one of started) await one.stop();
  await world.close();
});

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** A fixed-offset zone where it is between 11:30 and 12:30 now, so that a window around now never meets midnight. */
function noonZone(): { zone: string; farZone: string; now: Date; weekday: number } {
  const now = new Date();
  const hours = 12 - Math.round(now.getUTCHours() + now.getUTCMinutes() / 60);
  const local = new Date(now.getTime() + hours * 3_600_000);
  // POSIX turned the sign around: Etc/GMT-3 is three hours east.
  const named = (offset: number): string => `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
  const farZone = named(hours > 0 ? hours - 6 : hours + 6);
  return { zone: named(hours), farZone, now: local, weekday: local.getUTCDay() || 7 };
}

const clock = (local: Date, minutes: number): string =>
  new Date(local.getTime() + minutes * 60_000).toISOString().slice(11, 16);
const claimed = async (): Promise<number> => (await engine.claim()).length;

describe("the window of the workspace, in its own time zone", () => {
  test.each([
    ["around now", -5, 5, 1],
    ["from later on", 5, 60, 0],
    ["until earlier", -60, -5, 0],
  ])("%s", async (_name, from, to, expected) => {
    const { zone, now } = noonZone();
    await engine.configure({
      time_zone: zone,
      send_window: { days: EVERY_DAY, from: clock(now, from), to: clock(now, to) },
    });
    expect(await claimed()).toBe(expected);
  });

  test("the same hours in another zone are closed", async () => {
    const { zone, farZone, now } = noonZone();
    const window = { days: EVERY_DAY, from: clock(now, -30), to: clock(now, 30) };
    await engine.configure({ time_zone: farZone, send_window: window });
    expect(await claimed()).toBe(0);
    await engine.configure({ time_zone: zone });
    expect(await claimed()).toBe(1);
  });

  test("only on its days, counted there", async () => {
    const { zone, weekday } = noonZone();
    const others = EVERY_DAY.filter((day) => day !== weekday);
    await engine.configure({ time_zone: zone, send_window: { days: others, from: "00:00", to: "24:00" } });
    expect(await claimed()).toBe(0);
    await engine.configure({ send_window: { days: [weekday], from: "00:00", to: "24:00" } });
    expect(await claimed()).toBe(1);
  });

  test("a campaign's own window goes before it", async () => {
    const { zone, now } = noonZone();
    await engine.configure({ time_zone: zone });
    await engine.admin("update campaigns set send_window = $2 where id = $1", [
      engine.campaignId,
      { days: EVERY_DAY, from: clock(now, 5), to: clock(now, 10) },
    ]);
    expect(await claimed()).toBe(0);
    await engine.admin("update campaigns set send_window = null where id = $1", [engine.campaignId]);
    expect(await claimed()).toBe(1);
  });
});

describe("hours at the edges", () => {
  const isOpen = async (
    at: string,
    window: { days?: number[]; from: string; to: string },
    zone = "Europe/Berlin",
  ): Promise<boolean> => {
    const [row] = await engine.admin<{ open: boolean }>("select private.window_is_open($1, $2, $3) as open", [
      { days: EVERY_DAY, ...window },
      zone,
      at,
    ]);
    return row?.open ?? false;
  };

  test("the first minute is in, the last is out, and 24:00 means the whole evening", async () => {
    const day = { from: "09:00", to: "17:00" };
    expect(await isOpen("2026-01-15T09:00:00+01", day)).toBe(true);
    expect(await isOpen("2026-01-15T08:59:59.999+01", day)).toBe(false);
    expect(await isOpen("2026-01-15T16:59:59.999+01", day)).toBe(true);
    expect(await isOpen("2026-01-15T17:00:00+01", day)).toBe(false);
    expect(await isOpen("2026-01-15T23:59:59.999+01", { from: "09:00", to: "24:00" })).toBe(true);
    expect(await isOpen("2026-01-16T00:00:00+01", { from: "09:00", to: "24:00" })).toBe(false);
  });

  test("wall-clock hours hold on both sides of a change of the clocks", async () => {
    const morning = { from: "09:00", to: "10:00" };
    // Berlin: +01 until 2026-03-29, +02 until 2026-10-25.
    expect(await isOpen("2026-03-28T08:30:00Z", morning)).toBe(true);
    expect(await isOpen("2026-03-29T08:30:00Z", morning)).toBe(false);
    expect(await isOpen("2026-03-29T07:30:00Z", morning)).toBe(true);
    expect(await isOpen("2026-10-25T07:30:00Z", morning)).toBe(false);
    expect(await isOpen("2026-10-25T08:30:00Z", morning)).toBe(true);
  });

  test("the hour that is skipped never opens, the hour that comes twice opens twice", async () => {
    const night = { from: "02:00", to: "03:00" };
    expect(await isOpen("2026-03-29T00:59:59Z", night)).toBe(false);
    expect(await isOpen("2026-03-29T01:00:00Z", night)).toBe(false);
    expect(await isOpen("2026-10-25T00:30:00Z", night)).toBe(true);
    expect(await isOpen("2026-10-25T01:30:00Z", night)).toBe(true);
    expect(await isOpen("2026-10-25T02:00:00Z", night)).toBe(false);
  });

  test("days are those of the zone", async () => {
    const monday = { days: [1], from: "00:00", to: "24:00" };
    expect(await isOpen("2026-11-23T03:00:00Z", monday, "America/Los_Angeles")).toBe(false);
    expect(await isOpen("2026-11-23T03:00:00Z", monday, "Pacific/Auckland")).toBe(true);
  });

  test("a day's limit starts anew at midnight of the zone", async () => {
    const { zone, now } = noonZone();
    await engine.configure({ time_zone: zone, daily_limit: 1 });
    await engine.drafted("b@example.com");
    expect(await claimed()).toBe(1);
    const sinceMidnight = now.getUTCHours() * 60 + now.getUTCMinutes();
    const backdate = (minutes: number): Promise<unknown> =>
      engine.admin(
        "update genesis.sequence_emails set status = 'sent', claimed_at = now() - make_interval(mins => $2) where workspace_id = $1 and claimed_at is not null",
        [engine.workspace.id, minutes],
      );
    await backdate(sinceMidnight - 5);
    expect(await claimed()).toBe(0);
    await backdate(sinceMidnight + 5);
    expect(await claimed()).toBe(1);
  });
});
