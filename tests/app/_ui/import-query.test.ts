import { environmentManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mayPass } from "@/app/_ui/api-client";
import { importQuery, isGone } from "@/app/_ui/leads-import/import-query";

const running = { status: 200, body: { status: "running", processed: 10 } };
let asked: string[] = [];

// A server would ask once.
environmentManager.setIsServer(() => false);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** An import as a page follows it for a minute, whose server gives these answers, and the last one for ever. */
async function afterAMinute(answers: { status: number; body: object }[]) {
  asked = [];
  vi.stubGlobal("window", { location: { pathname: "/companies/c1/leads" } });
  vi.stubGlobal("fetch", async (address: string) => {
    const { status, body } = answers[Math.min(asked.push(address), answers.length) - 1]!;
    return Response.json(body, { status });
  });
  const retry = (failures: number, error: Error): boolean => failures < 2 && mayPass(error);
  const observer = new QueryObserver(
    new QueryClient({ defaultOptions: { queries: { retry } } }),
    importQuery("w1", "i1"),
  );
  const leave = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  leave();
  return observer.getCurrentResult();
}

test("an import is followed to its end and then asked about no more", async () => {
  const { data } = await afterAMinute([running, running, { status: 200, body: { status: "done", processed: 20 } }]);
  expect(data).toMatchObject({ status: "done", processed: 20 });
  expect(asked).toEqual(Array.from({ length: 3 }, () => "/api/leads/imports/i1?workspace_id=w1"));
});

test.each([403, 404])(
  "one that answers %d is gone: the reason is known, and nothing is asked for ever",
  async (status) => {
    const { error } = await afterAMinute([running, { status, body: { error: "There is no such import here." } }]);
    expect(error?.message).toBe("There is no such import here.");
    expect(isGone(error)).toBe(true);
    expect(asked).toHaveLength(2);
  },
);

test("a server that is away for a moment is asked again", async () => {
  const away = { status: 503, body: { error: "Restarting." } };
  const { data, error } = await afterAMinute([away, away, away, { status: 200, body: { status: "done" } }]);
  expect([data?.status, error]).toEqual(["done", null]);
  expect(isGone(null)).toBe(false);
});
