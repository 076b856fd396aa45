import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@/lib/platform/errors";
import type { CommitRequest, CommitState, Committed, SourceControl, TreeFiles } from "../port";
import { hasTrailer, withTrailer } from "../trailer";
import { git, mustGit } from "./git";

const AUTHOR = "Greenlight <greenlight@localhost>";

/** Bare repositories in a folder of this machine, written and read by its git. */
export function localSourceControl(root: string): SourceControl {
  const folderOf = (repository: string): string => join(root, `${repository}.git`);
  const findCommit: SourceControl["findCommit"] = async ({ repository, branch, action }, signal) => {
    const folder = folderOf(repository);
    if (!(await exists(folder))) return null;
    const format = "--format=%H%x00%B%x01";
    const { code, output } = await git(["-C", folder, "log", "-200", format, `refs/heads/${branch}`, "--"], { signal });
    const entries = code === 0 ? output.split("\x01") : [];
    const found = entries.map((entry) => entry.trim().split("\0")).find(([, text = ""]) => hasTrailer(text, action));
    return found?.[0] ? { sha: found[0], url: null } : null;
  };
  return {
    findCommit,
    commit: async (request, signal) => {
      const before = await findCommit(request, signal);
      if (before) return before;
      const folder = folderOf(request.repository);
      if (!(await exists(folder))) {
        await mkdir(root, { recursive: true });
        await mustGit(["init", "--quiet", "--bare", "--initial-branch=main", folder], { signal });
      }
      return importCommit(folder, request, signal);
    },
    readCommit: async ({ repository, branch, sha }, signal) => {
      const folder = folderOf(repository);
      if (!(await exists(folder))) return null;
      const clone = await mkdtemp(join(tmpdir(), "greenlight-check-"));
      try {
        return await readClone({ from: folder, clone, branch, sha }, signal);
      } finally {
        await rm(clone, { recursive: true, force: true });
      }
    },
    pullRequests: null,
  };
}

const exists = (folder: string): Promise<boolean> =>
  stat(folder)
    .then((found) => found.isDirectory())
    .catch(() => false);

async function headOf(folder: string, branch: string, signal: AbortSignal): Promise<string | null> {
  const { code, output } = await git(["-C", folder, "rev-parse", "--verify", "--quiet", `refs/heads/${branch}`], {
    signal,
  });
  return code === 0 ? output.trim() : null;
}

/** One `git fast-import`: it moves the branch only forward, and two at once cannot both succeed. */
async function importCommit(folder: string, request: CommitRequest, signal: AbortSignal): Promise<Committed> {
  const { branch, base } = request;
  const parent = (await headOf(folder, branch, signal)) ?? (base && (await headOf(folder, base, signal)));
  const seconds = Math.floor(Date.now() / 1000);
  const message = Buffer.from(withTrailer(request.message, request.action));
  const parts: (string | Uint8Array)[] = [
    `commit refs/heads/${branch}\nmark :1\ncommitter ${AUTHOR} ${seconds} +0000\n`,
    `data ${message.length}\n`,
    message,
    parent ? `from ${parent}\n` : "",
    ...request.changes.flatMap(({ path, bytes }) =>
      bytes === null ? [`D ${path}\n`] : [`M 100644 inline ${path}\ndata ${bytes.length}\n`, bytes, "\n"],
    ),
    "\nget-mark :1\ndone\n",
  ];
  const input = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const { code, output } = await git(["-C", folder, "fast-import", "--quiet", "--done"], { input, signal });
  const sha = output.trim();
  if (code === 0 && /^[0-9a-f]{40}$/.test(sha)) return { sha, url: null };
  throw new AppError("conflict", `The branch ${branch} was changed at the same moment. Try again.`, {
    code: "repository.branch_moved",
    retryable: true,
  });
}

type Read = { from: string; clone: string; branch: string; sha: string };

async function readClone({ from, clone, branch, sha }: Read, signal: AbortSignal): Promise<CommitState | null> {
  // A clone of its own: what is read is what another person would get.
  await mustGit(["clone", "--quiet", "--bare", "--no-local", from, clone], { signal });
  const ran = async (...args: string[]) => git(["-C", clone, ...args], { signal });
  if ((await ran("cat-file", "-e", `${sha}^{commit}`)).code !== 0) return null;
  const reachable = (await ran("merge-base", "--is-ancestor", sha, `refs/heads/${branch}`)).code === 0;
  const parent = await ran("rev-parse", "--verify", "--quiet", `${sha}^`);
  return {
    reachable,
    files: toFiles((await ran("ls-tree", "-r", "-z", sha)).output),
    parentFiles:
      parent.code === 0 ? toFiles((await ran("ls-tree", "-r", "-z", parent.output.trim())).output) : new Map(),
  };
}

/** `<mode> blob <hash>\t<path>`, each ended by a zero byte. */
const toFiles = (listing: string): TreeFiles =>
  new Map(
    listing
      .split("\0")
      .filter(Boolean)
      .map((line) => [line.slice(line.indexOf("\t") + 1), line.split(/\s/)[2] ?? ""]),
  );
