import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmMemory } from "@/lib/autopilot/memory/confirm-memory";
import { forgetMemory } from "@/lib/autopilot/memory/forget-memory";
import { proposeMemory, type ProposedMemory } from "@/lib/autopilot/memory/propose-memory";
import { restoreMemory } from "@/lib/autopilot/memory/restore-memory";
import type { Memory } from "@/lib/autopilot/memory/schemas";
import { watchStates, type Seen } from "../../../factories/state-changes";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";

let world: TestWorld;
let company: Company;
let seen: () => Promise<Seen>;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  seen = await watchStates(world, {
    table: "agent_memory",
    id: "r.id::text",
    state: "r.status",
    tells: "e.event_type like 'memory.%' and e.data ->> 'memory_id' = c.id",
  });
});
afterAll(() => world.close());

const ref = ({ id }: Memory) => ({ projectId: company.projectId, memoryId: id });
const add = (text: string, more: Partial<ProposedMemory> = {}): Promise<Memory> =>
  proposeMemory(company.owner, {
    projectId: company.projectId,
    kind: "rule",
    text,
    source: { type: "person", id: null },
    ...more,
  });
/** Words of an email count only once a member confirms them. */
const heard = (text: string): Promise<Memory> =>
  proposeMemory(company.job, { projectId: company.projectId, kind: "fact", text, source: { type: "email", id: "1" } });

test("each change of a memory's state has exactly one line of the ledger in its own commit, without its words", async () => {
  const { owner } = company;
  const words = [
    "Answer customers within a day",
    "Answer customers within an hour",
    "The office is in Aarhus",
  ] as const;
  const first = await add(words[0]);
  const second = await add(words[1], { supersedes: first.id });
  await restoreMemory(owner, ref(first));
  await forgetMemory(owner, ref(second));
  await forgetMemory(owner, ref(first));
  const third = await heard(words[2]);
  await confirmMemory(owner, ref(third));
  await confirmMemory(owner, ref(third));
  await forgetMemory(owner, ref(await heard("The office has two rooms")));
  expect(await seen()).toEqual({
    "new to active": ["memory.confirmed"],
    "new to proposed": ["memory.proposed"],
    "proposed to active": ["memory.confirmed"],
    "active to superseded": ["memory.superseded"],
    "superseded to active": ["memory.restored"],
    "active to forgotten": ["memory.forgotten"],
    "superseded to forgotten": ["memory.forgotten"],
    "proposed to forgotten": ["memory.forgotten"],
  });
  const told = JSON.stringify(await world.ledger(company.workspaceId));
  for (const text of words) expect(told).not.toContain(text);
});

test("a memory whose line cannot be written is neither added nor confirmed", async () => {
  const proposed = await heard("The office has a garden");
  const tries = await withoutLedger(world, () =>
    Promise.allSettled([add("Be brief in every email"), confirmMemory(company.owner, ref(proposed))]),
  );
  expect(tries.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const { rows } = await world.admin.query<{ status: string }>(
    "select status from agent_memory where project_id = $1 and (id = $2 or text like 'Be brief%')",
    [company.projectId, proposed.id],
  );
  expect(rows).toEqual([{ status: "proposed" }]);
});
