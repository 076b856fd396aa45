import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ArchiveWriter } from "@/lib/operations/exit/archive-writer";
import { writeEngine } from "@/lib/operations/exit/write-engine";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";
import { entriesOf } from "./archive-entries";

let folder: string;
let world: IgnitionWorld;
let company: Company;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "engine-archive-"));
  world = await createIgnitionWorld();
  company = await world.readyCompany();
  await world.launch(company);
  await world.run(company);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** The files that an archive gets of the engine, by their names. */
async function filesOf(of: Company): Promise<Map<string, Record<string, unknown>>> {
  const file = join(folder, `${randomUUID()}.tar.gz`);
  const writer = new ArchiveWriter(file);
  await writeEngine(of.job, writer);
  await writer.finish("manifest.json", Buffer.from("{}"));
  const entries = [...(await entriesOf(file))].filter(([name]) => name !== "manifest.json");
  return new Map(entries.map(([name, bytes]) => [name, JSON.parse(bytes.toString()) as Record<string, unknown>]));
}

const SECRET = "hunter2-hunter2-hunter2";

test("each workflow is kept as n8n holds it now, a hand edit included, and no secret that somebody wrote into it", async () => {
  const { workspaceId } = company;
  const [first] = world.sidecar.instance(workspaceId).workflows;
  world.sidecar.edit(workspaceId, first?.key ?? "", {
    nodes: [
      {
        name: "By hand",
        type: "n8n-nodes-base.httpRequest",
        typeVersion: 4,
        position: [0, 0],
        parameters: {
          url: "https://partner.example/orders",
          password: SECRET,
          headers: {
            parameters: [
              { name: "Authorization", value: SECRET },
              { name: "Accept", value: "text/csv" },
            ],
          },
          note: "Bearer abcdef0123456789",
        },
      },
    ],
    connections: {},
    settings: {},
  });
  const files = await filesOf(company);
  expect(files.get("engine/kept.json")).toMatchObject({ workflows: 7, missing: [] });
  expect(files.size).toBe(8);
  const edited = [...files.values()].find(({ key }) => key === first?.key);
  const text = JSON.stringify(edited);
  for (const kept of ["By hand", "https://partner.example/orders", "text/csv"]) expect(text).toContain(kept);
  for (const secret of [SECRET, "abcdef0123456789"]) expect(JSON.stringify([...files])).not.toContain(secret);
});

test("the executions are counted by their status, without their data", async () => {
  world.sidecar.begin(company.workspaceId, "running");
  const counted = [...(await filesOf(company)).values()].flatMap(({ executions }) =>
    executions === undefined ? [] : [executions as { count: number; by_status: Record<string, number> }],
  );
  expect(counted).toHaveLength(7);
  expect(counted.some(({ by_status }) => (by_status["running"] ?? 0) > 0)).toBe(true);
  for (const { count, by_status } of counted)
    expect(Object.values(by_status).reduce((sum, one) => sum + one, 0)).toBe(count);
  world.sidecar.end(company.workspaceId);
});

test("an engine that is dead ends no archive: what could not be kept is said, with the reason", async () => {
  const { workspaceId } = company;
  world.sidecar.misbehave(workspaceId, "LIST_WORKFLOWS", "refuse", { times: 1 });
  const kept = (await filesOf(company)).get("engine/kept.json");
  expect(kept).toMatchObject({ workflows: 0, missing: [{ what: "workflows", reason: expect.stringMatching(/\w/) }] });
  expect((await filesOf(company)).get("engine/kept.json")).toMatchObject({ workflows: 7, missing: [] });
});

test("a company that was never launched has nothing to keep, and a viewer may not ask", async () => {
  const fresh = await world.company();
  expect([...(await filesOf(fresh))]).toEqual([]);
  const writer = new ArchiveWriter(join(folder, "viewer.tar.gz"));
  const { signal } = company.job;
  await expect(writeEngine({ ...company.viewer, signal }, writer)).rejects.toMatchObject({
    code: "permission.missing",
  });
  await writer.abandon();
});
