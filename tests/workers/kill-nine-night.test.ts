import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginRun } from "@/lib/autopilot/nightshift/begin-run";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { createTestWorld, type TestWorld } from "../factories/test-world";
import { fakeOpenAi, type FakeOpenAi } from "../fakes/openai";
import { seededCompany } from "../lib/autopilot/nightshift/nightshift-world";
import { bundleProgram, type CrashBundle } from "../support/crash-bundle";
import { waitFor } from "../support/wait-for";

let program: CrashBundle;
let world: TestWorld;
let fake: FakeOpenAi;
const workers = new Set<ChildProcess>();
beforeAll(async () => {
  program = await bundleProgram("scripts/worker.ts");
  fake = await fakeOpenAi();
  world = await createTestWorld({ OPENAI_API_KEY: "sk-test-0123456789abcdef", OPENAI_BASE_URL: fake.baseUrl });
});
afterAll(async () => {
  for (const worker of workers) await kill(worker);
  await program.remove();
  await world.close();
  await fake.close();
});

/** The standalone worker, as an operator starts it. */
function startWorker(): ChildProcess {
  const worker = program.start([], { NODE_ENV: "production" });
  worker.stdout.resume();
  worker.stderr.resume();
  workers.add(worker);
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  workers.delete(worker);
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill("SIGKILL");
  await ended;
}

test(
  "a night whose worker is killed while a model words it is ended by the next worker, each thing once",
  { timeout: 300_000 },
  async () => {
    const { company } = await seededCompany(world);
    fake.script([{ when: { schema: "night_words" }, text: "{", endless: true, pace: 200 }]);
    const run = await beginRun(company.owner, company);
    const first = startWorker();
    await waitFor(async () => fake.requests.length > 0, { what: "the model words the night", withinMs: 120_000 });
    await kill(first);
    const held = await getLatest(company.owner, company);
    expect(held.running).toMatchObject({ id: run.id, step: "ranked" });

    fake.script([
      { when: { schema: "night_words" }, text: JSON.stringify({ order: [], words: [], ideas: [] }), times: 2 },
    ]);
    startWorker();
    const ended = await waitFor(
      async () => {
        const { run: newest } = await getLatest(company.owner, company);
        return newest?.id === run.id && newest;
      },
      { what: "the night has ended", withinMs: 120_000 },
    );
    expect(ended).toMatchObject({ state: "done", night: 1, report: { answered_by: expect.any(String) } });
    const { recommendations } = await getLatest(company.owner, company);
    const { rows } = await world.admin.query(
      "select count(*)::int as n from tasks where project_id = $1 and agent = 'night_shift'",
      [company.projectId],
    );
    expect(rows).toEqual([{ n: recommendations.length + 1 }]);
    const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
    expect(lines.filter((type) => type.startsWith("nightshift."))).toEqual([
      "nightshift.started",
      "nightshift.recommendations_generated",
    ]);
  },
);
