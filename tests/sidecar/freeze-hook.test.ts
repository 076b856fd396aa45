import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freezeFiles } from "@/sidecar/src/freeze-files";

type Hook = { workflow: { preExecute: ((workflow: object) => Promise<void>)[] } };

const require = createRequire(import.meta.url);
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenlight-frozen-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** The hook as n8n loads it when it starts. */
function load(): (workflow: object) => Promise<void> {
  vi.stubEnv("GREENLIGHT_FREEZE_DIR", folder);
  const path = require.resolve("../../sidecar/n8n/hooks/freeze.js");
  delete require.cache[path];
  const [run] = (require(path) as Hook).workflow.preExecute;
  if (!run) throw new Error("The hook file has no hook.");
  return run;
}

const workflowOf = (workspaceId: string, more: object = {}): object => ({
  id: "w1",
  nodes: { Note: { parameters: { content: `## Note\n\nworkspace \`${workspaceId}\` key \`email_1\`` } } },
  ...more,
});
const order = (more: object = {}) => ({ freezeId: randomUUID(), workflowIds: [], credentialIds: [], ...more });

test("a run is refused by owner note, by known id and by credential; another workspace's is not", async () => {
  const [frozen, other] = [randomUUID(), randomUUID()];
  freezeFiles(folder).block(frozen, order({ workflowIds: ["known"], credentialIds: ["c1"] }));
  const run = load();
  await expect(run(workflowOf(frozen))).rejects.toThrow("frozen by an administrator");
  await expect(run({ id: "known", nodes: {} })).rejects.toThrow("frozen");
  const borrowing = { Send: { parameters: {}, credentials: { smtp: { id: "c1" } } } };
  await expect(run({ id: "w2", nodes: borrowing })).rejects.toThrow("frozen");
  await run(workflowOf(other));
  await run({ id: "w3", nodes: { Send: { parameters: {}, credentials: { smtp: { id: "c2" } } } } });
});

test("a freeze and its end are seen by an n8n that runs already, and by one that starts later", async () => {
  const workspaceId = randomUUID();
  const run = load();
  await run(workflowOf(workspaceId));
  const freeze = order();
  const files = freezeFiles(folder);
  files.block(workspaceId, freeze);
  await expect(run(workflowOf(workspaceId))).rejects.toThrow("frozen");
  await expect(load()(workflowOf(workspaceId))).rejects.toThrow("frozen");
  files.allow(workspaceId, freeze.freezeId);
  await run(workflowOf(workspaceId));
  await load()(workflowOf(workspaceId));
});

test("a known freeze stays: a broken file counts by its name, and a vanished file counts as before", async () => {
  const workspaceId = randomUUID();
  freezeFiles(folder).block(workspaceId, order());
  const run = load();
  await expect(run(workflowOf(workspaceId))).rejects.toThrow("frozen");
  writeFileSync(join(folder, `${workspaceId}.json`), "{ half");
  await expect(load()(workflowOf(workspaceId))).rejects.toThrow("frozen");
  await expect(run(workflowOf(workspaceId))).rejects.toThrow("frozen");
  rmSync(folder, { recursive: true });
  await expect(run(workflowOf(workspaceId))).rejects.toThrow("frozen");
  await load()(workflowOf(randomUUID()));
});

test("while the addresses of an installation are renewed, nothing of any workspace runs", async () => {
  const run = load();
  await run(workflowOf(randomUUID()));
  writeFileSync(join(folder, "hold.json"), "{}");
  await expect(run(workflowOf(randomUUID()))).rejects.toThrow("addresses of this installation changed");
  rmSync(join(folder, "hold.json"));
  await run(workflowOf(randomUUID()));
});

test("an order that arrives late does not shut a workspace again, and an old end does not open it", () => {
  const workspaceId = randomUUID();
  const files = freezeFiles(folder);
  const [first, second] = [order(), order()];
  expect(files.block(workspaceId, first)).toBe(true);
  expect(files.allow(workspaceId, first.freezeId)).toBe(true);
  expect(files.block(workspaceId, first)).toBe(false);
  expect(files.block(workspaceId, second)).toBe(true);
  expect(files.allow(workspaceId, first.freezeId)).toBe(false);
  expect(readdirSync(folder)).toEqual([`${workspaceId}.json`]);
});
