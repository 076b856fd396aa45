import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gather } from "@/app/_ui/gather";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a burst is read once, and what comes while it is read once more after it", async () => {
  const answers: (() => void)[] = [];
  const read = vi.fn<() => Promise<void>>(() => new Promise((resolve) => answers.push(resolve)));
  const gathered = gather(600);
  for (let line = 0; line < 100; line += 1) gathered(read);
  await vi.advanceTimersByTimeAsync(600);
  expect(read).toHaveBeenCalledTimes(1);
  gathered(read);
  gathered(read);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(600);
  expect(read).toHaveBeenCalledTimes(2);
  answers[1]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(2);
});

test("numbers that take 900 ms go on changing while ten lines a second arrive, and end with the last line", async () => {
  const queries = new QueryClient();
  const queryKey = ["company", "numbers"];
  let lines = 0;
  let aborted = 0;
  const seen: unknown[] = [];
  const numbers = new QueryObserver(queries, {
    queryKey,
    queryFn: ({ signal }) => {
      signal.addEventListener("abort", () => (aborted += 1));
      const { promise, resolve } = Promise.withResolvers<number>();
      setTimeout(resolve, 900, lines);
      return promise;
    },
    initialData: 0,
    staleTime: Infinity,
  });
  const stop = numbers.subscribe(({ data, isFetching }) => {
    if (!isFetching) seen.push(data);
  });
  const gathered = gather(600);
  for (; lines < 80;) {
    lines += 1;
    gathered(() => queries.invalidateQueries({ queryKey }, { cancelRefetch: false }));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(aborted).toBe(0);
  expect(seen.length).toBeGreaterThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen.at(-1)).toBe(80);
  stop();
});
