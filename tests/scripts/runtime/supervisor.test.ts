import { expect, test, vi } from "vitest";
import { Supervisor, type RunningPart } from "@/scripts/runtime/supervisor";

type Fake = RunningPart & { die(): void };

function harness() {
  const events: string[] = [];
  const parts = new Map<string, Fake>();
  const supervisor = new Supervisor({
    order: ["database", "engine", "app"],
    firstPauseMs: 1,
    say: (line) => events.push(line),
  });
  const start = (name: string) => (): Promise<Fake> => {
    let die = (): void => undefined;
    const exited = new Promise<void>((resolve) => (die = resolve));
    const part = { pid: parts.size + 1, exited, die, stop: () => Promise.resolve(die()) };
    parts.set(name, part);
    events.push(`start ${name}`);
    return Promise.resolve(part);
  };
  const run = (name: string): Promise<RunningPart> => supervisor.run({ name, start: start(name) });
  return { events, parts, supervisor, run };
}

test("parts stop in the opposite of the given order, whatever order they became ready in, and once", async () => {
  const { events, supervisor, run } = harness();
  await run("app");
  await run("database");
  await run("engine");
  await Promise.all([supervisor.stop(), supervisor.stop()]);
  expect(events.slice(3)).toEqual(["✓ app stopped", "✓ engine stopped", "✓ database stopped"]);
});

test("a part that dies is started again and said so; a stop is final", async () => {
  const { events, parts, supervisor, run } = harness();
  await run("app");
  parts.get("app")?.die();
  await vi.waitFor(() => expect(events).toContain("✓ app is running again"));
  expect(events[1]).toMatch(/^! app ended unexpectedly/);
  await supervisor.stop();
  expect(events.filter((event) => event === "start app")).toHaveLength(2);
});

test("a part that still starts when a stop is wanted is told so and stopped too", async () => {
  const { events, supervisor, run } = harness();
  await run("database");
  const slow = supervisor.run({
    name: "engine",
    start: (signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
  });
  const [outcome] = await Promise.allSettled([slow, supervisor.stop()]);
  expect(outcome).toMatchObject({ status: "rejected", reason: { message: "Stopped before everything had started." } });
  expect(events.at(-1)).toBe("✓ database stopped");
  await expect(run("app")).rejects.toThrow("Stopped");
});

test("one part that cannot stop does not keep the others running", async () => {
  const { events, parts, supervisor, run } = harness();
  await run("database");
  await run("app");
  const app = parts.get("app");
  if (app) app.stop = () => Promise.reject(new Error("stuck"));
  await supervisor.stop();
  expect(events.slice(-3)).toEqual(["! app did not stop cleanly: Error: stuck", "✓ app stopped", "✓ database stopped"]);
});

test("a part that is to be restarted is ended, however it fares, and starts again; the next death is unexpected again", async () => {
  const { events, parts, supervisor, run } = harness();
  await run("engine");
  expect(await supervisor.restart("database")).toBe(false);
  expect(await supervisor.restart("engine")).toBe(true);
  await vi.waitFor(() => expect(events).toContain("✓ engine is running again"));
  expect(events[1]).toMatch(/^· engine is restarted/);
  parts.get("engine")?.die();
  await vi.waitFor(() => expect(events.filter((event) => event === "start engine")).toHaveLength(3));
  expect(events.filter((event) => event.startsWith("! engine ended unexpectedly"))).toHaveLength(1);
  await supervisor.stop();
});
