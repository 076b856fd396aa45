import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { statusOf } from "@/lib/providers/accounts/run-steps";
import type { CommitRequest, CommitState, Committed, SourceControl, TreeFiles } from "../port";
import { hasTrailer, withTrailer } from "../trailer";
import { githubPullRequests } from "./pull-requests";
import { githubClient, type GithubClient, type Patience } from "./request";
import { Commit, Made, Ref, Tree } from "./schemas";

const LOOKED_BACK = 100;
const Listed = z.array(z.object({ sha: z.string(), commit: z.object({ message: z.string() }) }));
type Of = { repository: string; branch: string };

/** GitHub's git database: blobs, a tree on the branch's, one commit, and a move of the branch that is refused unless it leads forward. */
export function githubSourceControl(token: string, patience: Patience = {}): SourceControl {
  const client = (signal: AbortSignal): GithubClient => githubClient(token, signal, patience);
  const findCommit: SourceControl["findCommit"] = async ({ action, ...of }, signal) => {
    const commits = await listCommits(client(signal), of);
    const found = commits?.find(({ commit }) => hasTrailer(commit.message, action));
    return found ? committed(of, found.sha) : null;
  };
  return {
    findCommit,
    commit: async (request, signal) =>
      (await findCommit(request, signal)) ?? (await writeCommit(client(signal), request)),
    readCommit: (of, signal) => readCommit(client(signal), of),
    pullRequests: githubPullRequests(token),
  };
}

const committed = ({ repository }: Pick<Of, "repository">, sha: string): Committed => ({
  sha,
  url: `https://github.com/${repository}/commit/${sha}`,
});

/** Null for a branch that is not there, and for a repository without any commit, which answers 409. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 409) return null;
    throw error;
  }
}

const listCommits = (ask: GithubClient, { repository, branch }: Of): Promise<z.infer<typeof Listed> | null> => {
  const query = new URLSearchParams({ sha: branch, per_page: String(LOOKED_BACK) });
  return orNull(ask({ path: `/repos/${repository}/commits?${query}`, schema: Listed }));
};

const headOf = async (ask: GithubClient, { repository, branch }: Of): Promise<string | null> =>
  (await orNull(ask({ path: `/repos/${repository}/git/ref/heads/${branch}`, schema: Ref })))?.object.sha ?? null;

async function writeCommit(ask: GithubClient, request: CommitRequest): Promise<Committed> {
  const { repository, base } = request;
  const own = await headOf(ask, request);
  const parent = own ?? (base === null ? null : await headOf(ask, { repository, branch: base }));
  const at = `/repos/${repository}/git`;
  const post = <T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> =>
    ask({ method: "POST", path: at + path, body, schema, repeatable: true });
  const under = parent === null ? null : await ask({ path: `${at}/commits/${parent}`, schema: Commit });
  const tree = [];
  for (const { path, bytes } of request.changes) {
    const content = bytes && Buffer.from(bytes).toString("base64");
    const sha = content === null ? null : (await post("/blobs", { content, encoding: "base64" }, Made)).sha;
    tree.push({ path, mode: "100644", type: "blob", sha });
  }
  const made = await post("/trees", { tree, ...(under && { base_tree: under.tree.sha }) }, Made);
  const message = withTrailer(request.message, request.action);
  const { sha } = await post("/commits", { message, tree: made.sha, parents: parent === null ? [] : [parent] }, Made);
  await moveBranch(ask, request, { sha, exists: own !== null });
  return committed(request, sha);
}

async function moveBranch(ask: GithubClient, of: Of, { sha, exists }: { sha: string; exists: boolean }): Promise<void> {
  const at = `/repos/${of.repository}/git/refs`;
  try {
    if (exists)
      await ask({ method: "PATCH", path: `${at}/heads/${of.branch}`, body: { sha, force: false }, schema: Ref });
    else await ask({ method: "POST", path: at, body: { ref: `refs/heads/${of.branch}`, sha }, schema: Ref });
  } catch (error) {
    if (statusOf(error) !== 422 && statusOf(error) !== 409) throw error;
    throw new AppError("conflict", `The branch ${of.branch} was changed at the same moment. Try again.`, {
      code: "repository.branch_moved",
      retryable: true,
      cause: error,
    });
  }
}

async function readCommit(ask: GithubClient, of: Of & { sha: string }): Promise<CommitState | "pending" | null> {
  const at = `/repos/${of.repository}/git`;
  try {
    const commit = await ask({ path: `${at}/commits/${of.sha}`, schema: Commit });
    const [parent] = commit.parents;
    const under = parent && (await ask({ path: `${at}/commits/${parent.sha}`, schema: Commit }));
    const listed = await listCommits(ask, of);
    return {
      reachable: listed?.some(({ sha }) => sha === of.sha) ?? false,
      files: await readFiles(ask, at, commit.tree.sha),
      parentFiles: under ? await readFiles(ask, at, under.tree.sha) : new Map(),
    };
  } catch (error) {
    // An empty repository, and one that is still being made, answers 409.
    if (statusOf(error) === 409) return "pending";
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/** The files of a tree; `at`: the repository's git database. */
export async function readFiles(ask: GithubClient, at: string, tree: string): Promise<TreeFiles> {
  const found = await ask({ path: `${at}/trees/${tree}?recursive=1`, schema: Tree });
  if (found.truncated)
    throw new AppError("impossible", "The repository is too large to be compared file by file.", {
      code: "repository.too_large",
    });
  return new Map(found.tree.flatMap(({ path, type, sha }) => (type === "tree" || !path || !sha ? [] : [[path, sha]])));
}
