import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { listAssets } from "@/lib/company/assets/list-assets";
import { readAsset } from "@/lib/company/assets/read-asset";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { bundleRepository } from "@/lib/operations/runtimes/bundle-repository";
import { readRuntimeRows } from "@/lib/operations/runtimes/read-runtime-rows";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { machineRepositories } from "@/lib/providers/source-control/select";
import type { ArchiveWriter } from "./archive-writer";
import type { Manifest } from "./schemas";
import { writeEngine } from "./write-engine";
import { writeTables } from "./write-tables";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Writing = {
  projectId: string;
  writer: ArchiveWriter;
  /** A folder for files that are too large for memory. */
  scratch: string;
  /** Hears how many parts are done. */
  begun: (done: number) => Promise<void>;
};
type Contents = Pick<Manifest, "tables" | "assets" | "repositories">;
type Write = (ctx: JobCtx, writing: Writing, contents: Contents) => Promise<void>;

const WORKFLOWS = join(process.cwd(), "base-cold-email");
const PART_BYTES = 4 * 1024 * 1024;

/** The parts of an archive, in their order. */
export const PARTS: readonly Write[] = [
  writeRows,
  writeAssets,
  writeRepositories,
  writeDatabase,
  writeWorkflows,
  writeMachine,
];

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** Writes a whole company into an archive and ends it with its manifest; answers the size and sha256 of the file. Only for jobs. */
export async function writeArchive(ctx: JobCtx, writing: Writing): Promise<{ sizeBytes: number; sha256: string }> {
  requirePermission(ctx, "workspace.own");
  const { projectId, writer, begun } = writing;
  const { name } = await getProject(ctx, { projectId });
  const contents: Contents = { tables: [], assets: [], repositories: [] };
  for (const [done, write] of PARTS.entries()) {
    ctx.signal.throwIfAborted();
    await begun(done);
    await write(ctx, writing, contents);
  }
  await begun(PARTS.length);
  const manifest: Manifest = {
    format: "greenlight-company",
    version: 1,
    workspace_id: ctx.workspaceId,
    project_id: projectId,
    company: name,
    exported_at: ctx.now().toISOString(),
    ...contents,
    entries: writer.entries,
  };
  return writer.finish("manifest.json", json(manifest));
}

async function writeRows(ctx: JobCtx, { projectId, writer }: Writing, contents: Contents): Promise<void> {
  const company = { workspaceId: ctx.workspaceId, projectId };
  const part = (path: string, bytes: Buffer): Promise<void> => writer.add(path, bytes);
  contents.tables.push(...(await writeTables(ctx, { company, part, signal: ctx.signal })));
  const ledger = contents.tables.find(({ table }) => table === "public.project_events");
  const words =
    "sha256 of the lines of tables/public.project_events, each ended by a line feed, in the order of the parts' names";
  await writer.add("ledger_verification.json", json({ ...ledger, verification: words }));
}

async function writeAssets(ctx: JobCtx, { projectId, writer }: Writing, contents: Contents): Promise<void> {
  for (let cursor: string | undefined; ;) {
    const page = await listAssets(ctx, { projectId, limit: 100, cursor });
    for (const { id, name, sha256, state } of page.data) {
      if (state !== "ready" || sha256 === null) continue;
      const path = `assets/${id}`;
      await writer.add(path, await readAsset(ctx, { projectId, assetId: id, sha256 }));
      contents.assets.push({ id, path, name });
    }
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}

async function writeRepositories(
  ctx: JobCtx,
  { projectId, writer, scratch }: Writing,
  contents: Contents,
): Promise<void> {
  const { signal } = ctx;
  const repositories = machineRepositories();
  const add = async (name: string, file: string): Promise<void> => {
    const path = `repositories/${name}.bundle`;
    await writer.addFile(path, file);
    contents.repositories.push({ name, path });
  };
  for (const name of await repositories.list(`-${projectId.replaceAll("-", "")}`, signal)) {
    const file = join(scratch, `${name}.bundle`);
    if (await repositories.bundle({ repository: name, file }, signal)) await add(name, file);
  }
  const elsewhere = join(scratch, "runtime.bundle");
  const name = await bundleRepository(ctx, { projectId, file: elsewhere });
  if (name !== null) await add(name, elsewhere);
}

/** Rows of the runtime's database, with the name of each one's table: its migrations are in its repository. */
async function writeDatabase(ctx: JobCtx, { projectId, writer }: Writing): Promise<void> {
  const state = { parts: 0, lines: [] as string[], size: 0 };
  const flush = async (): Promise<void> => {
    if (state.lines.length === 0) return;
    state.parts += 1;
    const path = `runtime_database/${String(state.parts).padStart(6, "0")}.jsonl`;
    await writer.add(path, Buffer.from(state.lines.join("")));
    [state.lines, state.size] = [[], 0];
  };
  await readRuntimeRows(ctx, { projectId }, async ({ table, line }) => {
    state.lines.push(`{"table":${JSON.stringify(table)},"row":${line}}\n`);
    state.size += line.length;
    if (state.size >= PART_BYTES) await flush();
  });
  await flush();
}

/** The workflows that campaigns are made of; they name credentials by their place and hold none. */
async function writeWorkflows(_ctx: JobCtx, { writer }: Writing): Promise<void> {
  for (const name of (await readdir(WORKFLOWS)).filter((file) => file.endsWith(".json")).toSorted()) {
    const path = `workflows/${name.toLowerCase().replace(/[^a-z0-9.]+/g, "_")}`;
    await writer.add(path, await readFile(join(WORKFLOWS, name)));
  }
}

/** The workflows as the company's n8n holds them, also when they were changed there by hand, and how often they ran. */
async function writeMachine(ctx: JobCtx, { writer }: Writing): Promise<void> {
  await writeEngine(ctx, writer);
}
