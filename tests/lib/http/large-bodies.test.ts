import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { LargeBodies, LIMITS } from "@/lib/http/large-bodies";
import { publicRoute } from "@/lib/http/public-route";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

const MIB = 1024 * 1024;
let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

/** Work that goes on until the test ends it. */
function held() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve("done") };
}

test("one sender holds so many, the process so many, and the others take their turn", async () => {
  const bodies = new LargeBodies({ atOnce: 2, ofOne: 2, waiting: 1 });
  const running = [held(), held(), held()];
  const own = running.slice(0, 2).map(({ work }) => bodies.run("a", work));
  await expect(bodies.run("a", held().work)).rejects.toMatchObject({ kind: "rate_limited", code: "body.too_many" });
  const waiting = bodies.run("b", running[2]?.work ?? held().work);
  await expect(bodies.run("c", held().work)).rejects.toMatchObject({ kind: "unavailable", code: "body.busy" });
  running.forEach(({ end }) => end());
  expect(await Promise.all([...own, waiting])).toEqual(["done", "done", "done"]);
  expect(await bodies.run("a", async () => "again")).toBe("again");
});

test("work that fails gives its place back", async () => {
  const bodies = new LargeBodies({ atOnce: 1, ofOne: 1, waiting: 1 });
  await expect(bodies.run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await bodies.run("a", async () => "next")).toBe("next");
});

test("ten uploads of 25 MiB at once are read by turns, so that few are in memory", async () => {
  let [inside, most, peak] = [0, 0, 0];
  const before = process.memoryUsage().arrayBuffers;
  const upload = publicRoute({
    input: { form: z.object({ file: z.object({ bytes: z.instanceof(Uint8Array) }) }) },
    handler: async (_ctx, { form }) => {
      inside += 1;
      most = Math.max(most, inside);
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return { size: form.file.bytes.length };
    },
  });
  const send = async (person: number): Promise<number> => {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(25 * MIB)]), "leads.csv");
    const request = new Request("http://localhost/x", {
      method: "POST",
      body: form,
      headers: { cookie: `__session=${person}` },
    });
    return (await upload(request, { params: Promise.resolve({}) })).status;
  };
  expect(await Promise.all(Array.from({ length: 10 }, (_, person) => send(person)))).toEqual(Array(10).fill(200));
  expect(most).toBeLessThanOrEqual(LIMITS.atOnce);
  expect(peak).toBeGreaterThan(0);
});
