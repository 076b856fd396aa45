import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";
import { getDb } from "@/lib/platform/db";
import { handle, sweep, type JobBase, type JobCtx } from "@/workers/handler";

const shape = { policy: "standard", retryLimit: 0, expireInSeconds: 1 } as const;
const Job = defineJob({ name: "test.do_it", payload: z.object({ workspaceId: z.uuid(), n: z.number() }), ...shape });

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
});

const base = (): JobBase => ({
  requestId: "job-1",
  db: getDb(),
  now: () => new Date(),
  signal: new AbortController().signal,
});

test("a job acts as itself, in the workspace its payload names, with nothing but its contract's fields", async () => {
  const seen: { ctx: JobCtx; payload: unknown }[] = [];
  const workspaceId = randomUUID();
  const { run } = handle(Job, async (ctx, payload) => void seen.push({ ctx, payload }));
  await run({ workspaceId, n: 1, more: "dropped" }, base());
  expect(seen).toMatchObject([
    { ctx: { workspaceId, requestId: "job-1", actor: { type: "job", job: "test.do_it" } }, payload: { n: 1 } },
  ]);
  expect(seen[0]?.payload).not.toHaveProperty("more");
});

test.each([undefined, null, {}, { workspaceId: "x", n: 1 }, { workspaceId: randomUUID(), n: "1" }])(
  "a payload %j never reaches the verb",
  async (payload) => {
    let ran = false;
    const { run } = handle(Job, async () => {
      ran = true;
    });
    await expect(run(payload, base())).rejects.toThrow(z.ZodError);
    expect(ran).toBe(false);
  },
);

test("a sweep belongs to no workspace and takes no payload", async () => {
  const seen: JobBase[] = [];
  const Sweep = defineJob({ name: "test.sweep_all", payload: z.object({}), ...shape });
  await sweep(Sweep, async (ctx) => void seen.push(ctx)).run(undefined, base());
  expect(seen).toHaveLength(1);
  expect(seen[0]).not.toHaveProperty("workspaceId");
});
