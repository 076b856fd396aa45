import { expect, test, vi } from "vitest";
import { Turns } from "@/lib/metering/events/turns";

/** Work that ends when the test says so. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: vi.fn<() => Promise<string>>(() => promise), resolve, reject };
}

test("one piece of work of a key at a time, in order; other keys go on", async () => {
  const turns = new Turns({ waiting: 10, bytes: 100, atOnce: 2 });
  const [first, second, other] = [held(), held(), held()];
  const answers = [turns.run("a", first.work, 1), turns.run("a", second.work, 1), turns.run("b", other.work, 1)];
  expect([first, second, other].map(({ work }) => work.mock.calls.length)).toEqual([1, 0, 1]);
  first.resolve("first");
  expect(await answers[0]).toBe("first");
  await vi.waitFor(() => expect(second.work).toHaveBeenCalledOnce());
  second.resolve("second");
  other.resolve("other");
  expect(await Promise.all(answers)).toEqual(["first", "second", "other"]);
});

test("a failure is its own; the next one takes its turn", async () => {
  const turns = new Turns({ waiting: 10, bytes: 100, atOnce: 1 });
  const [first, second] = [held(), held()];
  const answers = [turns.run("a", first.work, 1), turns.run("a", second.work, 1)];
  first.reject(new Error("broken"));
  second.resolve("fine");
  expect(await Promise.allSettled(answers)).toMatchObject([{ status: "rejected" }, { value: "fine" }]);
});

test("the work that waits is bounded, and room comes back", async () => {
  const turns = new Turns({ waiting: 1, bytes: 100, atOnce: 1 });
  const first = held();
  const answer = turns.run("a", first.work, 1);
  await expect(turns.run("b", held().work, 1)).rejects.toMatchObject({ kind: "unavailable", code: "ingestion.busy" });
  first.resolve("done");
  await answer;
  await vi.waitFor(async () => expect(await turns.run("b", async () => "again", 1)).toBe("again"));
});

test("so is how much it holds", async () => {
  const turns = new Turns({ waiting: 10, bytes: 100, atOnce: 1 });
  const first = held();
  const answer = turns.run("a", first.work, 60);
  await expect(turns.run("a", held().work, 1)).rejects.toMatchObject({ code: "ingestion.busy" });
  await expect(turns.run("b", held().work, 41)).rejects.toMatchObject({ code: "ingestion.busy" });
  const fits = turns.run("b", async () => "fits", 40);
  first.resolve("done");
  expect(await Promise.all([answer, fits])).toEqual(["done", "fits"]);
  expect(await turns.run("b", async () => "all of it", 100)).toBe("all of it");
});
