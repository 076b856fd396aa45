import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ArchiveWriter } from "@/lib/operations/exit/archive-writer";
import { PARTS, writeArchive } from "@/lib/operations/exit/write-archive";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { entriesOf } from "./archive-entries";

let folder: string;
let world: TestWorld;
let company: Company;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "archive-"));
  world = await createTestWorld({ GREENLIGHT_HOME: folder });
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

test("an archive tells how many parts are done, and ends with its manifest", async () => {
  const file = join(folder, "it.tar.gz");
  const writer = new ArchiveWriter(file);
  const done: number[] = [];
  const begun = async (parts: number): Promise<void> => void done.push(parts);
  await writeArchive(company.job, { projectId: company.projectId, writer, scratch: folder, begun });
  expect(done).toEqual([...PARTS.keys(), PARTS.length]);
  const paths = [...(await entriesOf(file)).keys()];
  expect(paths.at(-1)).toBe("manifest.json");
  expect(new Set(paths).size).toBe(paths.length);
});

test("a disk that takes nothing ends it with an error, not with waiting", async () => {
  const writer = new ArchiveWriter(join(folder, "no", "such", "folder.tar.gz"));
  const begun = async (): Promise<void> => undefined;
  const writing = { projectId: company.projectId, writer, scratch: folder, begun };
  await expect(writeArchive(company.job, writing)).rejects.toMatchObject({ code: "ENOENT" });
});

test("a viewer may not", async () => {
  const writer = new ArchiveWriter(join(folder, "viewer.tar.gz"));
  const writing = { projectId: company.projectId, writer, scratch: folder, begun: async () => undefined };
  const { signal } = company.job;
  await expect(writeArchive({ ...company.viewer, signal }, writing)).rejects.toMatchObject({
    code: "permission.missing",
  });
  await writer.abandon();
});
