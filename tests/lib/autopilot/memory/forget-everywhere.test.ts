import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { saveSnapshot } from "@/lib/autopilot/context/save-snapshot";
import { streamReply } from "@/lib/autopilot/models/stream-reply";
import { forgetMemory } from "@/lib/autopilot/memory/forget-memory";
import { listMemory } from "@/lib/autopilot/memory/list-memory";
import { proposeMemory } from "@/lib/autopilot/memory/propose-memory";
import { offlineToolModel } from "@/lib/providers/llm/offline/tool-model";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

/** With a link, which a model's context writes without its scheme, and with marks that JSON escapes. */
const CANARY = 'Never tell "Quill & Sons" at https://quill.example/pay about\tproject canary-7f3a';
const STORED = 'Never tell "Quill & Sons" at https://quill.example/pay about project canary-7f3a';

/** Every column of every table whose text holds the canary. */
async function whereFound(text: string): Promise<string[]> {
  const { rows } = await world.admin.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'genesis', 'private', 'pgboss')`,
  );
  const found: string[] = [];
  for (const { schema, name } of rows) {
    const { rows: hits } = await world.admin.query(
      `select 1 from "${schema}"."${name}" t where strpos(row_to_json(t)::text, $1) > 0 limit 1`,
      [text],
    );
    if (hits.length > 0) found.push(`${schema}.${name}`);
  }
  return found;
}

/** A model was asked with the company's context, and with the words inside JSON. */
async function askedAbout(owner: Company["owner"], words: string): Promise<void> {
  const { projectId } = company;
  const context = await assembleCompanyContext(owner, { projectId, purpose: "chat" });
  await saveSnapshot(owner, { projectId, context });
  const content = JSON.stringify({ findings: [{ why: words }] });
  const call = {
    projectId,
    purpose: "chat" as const,
    system: context.text,
    messages: [{ role: "user" as const, content }],
  };
  const seen = { hash: context.hash, position: context.as_of.position };
  const { signal } = new AbortController();
  const more = { context: seen, maxOutputTokens: 200, signal, tools: [], maxSteps: 1 };
  for await (const part of streamReply(owner, { ...call, ...more }, offlineToolModel)) expect(part.type).toBeTruthy();
}

test("a forgotten canary is in no text of the database, in JSON neither, and the ledger says when and by whom", async () => {
  const { projectId, workspaceId, owner } = company;
  const source = { type: "chat_message" as const, id: randomUUID() };
  const { id } = await proposeMemory(owner, { projectId, kind: "rule", text: CANARY, quote: CANARY, source });
  const message = (text: string, payload: object): Promise<unknown> =>
    world.admin.query(
      "insert into project_chat_messages (workspace_id, project_id, role, text, payload) values ($1, $2, 'user', $3, $4)",
      [workspaceId, projectId, text, JSON.stringify(payload)],
    );
  await message(`Listen. ${STORED}. Good night.`, { summary: `The founder said: ${STORED}`, said: [CANARY] });
  await askedAbout(owner, STORED);
  expect(await whereFound("canary-7f3a")).toEqual(
    expect.arrayContaining([
      ...["public.agent_memory", "public.context_snapshots", "public.model_requests", "public.project_chat_messages"],
    ]),
  );

  await forgetMemory(owner, { projectId, memoryId: id });
  expect(await whereFound("canary-7f3a")).toEqual([]);
  const { rows } = await world.admin.query("select text, payload from project_chat_messages where project_id = $1", [
    projectId,
  ]);
  expect(rows).toEqual([
    {
      text: "Listen. [forgotten]. Good night.",
      payload: { summary: "The founder said: [forgotten]", said: ["[forgotten]"] },
    },
  ]);
  const { counts, active, proposed } = await listMemory(owner, { projectId });
  expect({ counts, active, proposed }).toMatchObject({ counts: { forgotten: 1 }, active: [], proposed: [] });
  const lines = await world.ledger(workspaceId);
  expect(lines.filter(({ event_type }) => event_type === "memory.forgotten")).toMatchObject([
    { actor_type: "user", data: { memory_id: id } },
  ]);
});

test("short words are not cut out of other sentences, nor anything of another company", async () => {
  const other = await world.company();
  const { projectId, owner } = company;
  const text = "Be kind to all";
  await world.admin.query(
    "insert into project_chat_messages (workspace_id, project_id, role, text) values ($1, $2, 'user', $3)",
    [other.workspaceId, other.projectId, `${text} the people`],
  );
  const { id } = await proposeMemory(owner, {
    projectId,
    kind: "rule",
    text,
    quote: "Be",
    source: { type: "person", id: null },
  });
  await forgetMemory(owner, { projectId, memoryId: id });
  const { rows } = await world.admin.query("select text from project_chat_messages where project_id = $1", [
    other.projectId,
  ]);
  expect(rows).toEqual([{ text: `${text} the people` }]);
});
