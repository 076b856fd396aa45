import { mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exists, readIfPresent } from "./home";
import { freezeDirOf } from "./sidecar";

/** The addresses written into workflows, credentials and rows, and the home's path at that time. */
export type WrittenAddresses = { home: string; app: string; mailbox: string; sidecar: string | null };

const fileOf = (home: string): string => join(home, "addresses.json");
const holdOf = (home: string): string => join(freezeDirOf(home), "hold.json");

/**
 * The addresses of this start that differ from those that n8n holds, named; none at the first start. A renewal that did not end is one, and
 * so is a home whose version did not write its addresses down: its ports may be others by now.
 */
export async function changedAddresses(home: string, now: Omit<WrittenAddresses, "home">): Promise<string[]> {
  const text = await readIfPresent(fileOf(home));
  if (text === null) return (await exists(join(home, "n8n"))) ? ["an earlier version"] : [];
  if (await exists(holdOf(home))) return ["an earlier renewal did not end"];
  const written = JSON.parse(text) as WrittenAddresses;
  const current: WrittenAddresses = { ...now, home: await realpath(home) };
  return (Object.keys(current) as (keyof WrittenAddresses)[]).filter((name) => written[name] !== current[name]);
}

/**
 * From now on n8n runs nothing: what it holds names the ports of another time, or, in a copy of a home, those of an original that may
 * be running. It lasts over restarts until `releaseRuns`.
 */
export async function holdRuns(home: string): Promise<void> {
  await mkdir(freezeDirOf(home), { recursive: true, mode: 0o700 });
  await writeFile(holdOf(home), "{}", { mode: 0o600, flush: true });
}

/** The contents of n8n name the current addresses. */
export async function releaseRuns(home: string, now: Omit<WrittenAddresses, "home">): Promise<void> {
  const draft = `${fileOf(home)}.new`;
  await writeFile(draft, JSON.stringify({ ...now, home: await realpath(home) }), { mode: 0o600, flush: true });
  await rename(draft, fileOf(home));
  await rm(holdOf(home), { force: true });
}
