import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { statusOf } from "@/lib/providers/accounts/run-steps";
import { mayHaveArrived, waitFor, type Wait } from "@/lib/providers/http/patient-json";
import { blobHash } from "../git-objects";
import { MAIN_BRANCH } from "../main-branch";
import type { Committed } from "../port";
import type { Repositories, RepositoryFile } from "../repositories";
import { bundleRemote } from "./bundle";
import { githubSourceControl, readFiles } from "./provider";
import { githubClient, githubUrl, type GithubClient } from "./request";
import { Commit, FileContent, Ref, RepositoryMade } from "./schemas";

export type GithubAccount = { token: string; owner: string };
type Parts = { ask: GithubClient; at: string; owner: string; name: string; wait: Wait; signal: AbortSignal };

const LOOK_MS = 2_000;
/** A repository answers before its first commit is there. */
const LOOKS = 30;
const TRIES = 3;

/** Null where GitHub does not know it; 409 is a repository without a commit. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 409) return null;
    throw error;
  }
}

/** Private repositories of one organisation, known by their names, which are unique there. */
export function githubRepositories({ token, owner }: GithubAccount, wait: Wait = waitFor): Repositories {
  const control = githubSourceControl(token, { patience: wait });
  const parts = (name: string, signal: AbortSignal): Parts => ({
    ask: githubClient(token, signal, { patience: wait }),
    at: `/repos/${owner}/${name}`,
    ...{ owner, name, wait, signal },
  });
  return {
    commit: async ({ repository, ...request }, signal) => {
      await ensure(parts(repository, signal));
      const whole = { ...request, repository: `${owner}/${repository}`, branch: MAIN_BRANCH, base: null };
      return again(() => control.commit(whole, signal));
    },
    readFiles: ({ repository, sha }, signal) => readWhole(parts(repository, signal), sha),
    exists: async (repository, signal) => (await find(parts(repository, signal))) !== null,
    bundle: ({ repository, file }, signal) =>
      bundleRemote({ url: `${webUrl()}/${owner}/${repository}.git`, token, file }, signal),
    remove: (repository, signal) => remove(parts(repository, signal)),
  };
}

/** Repositories are fetched from the host itself, not from its API. */
function webUrl(): string {
  const { origin, hostname } = new URL(githubUrl());
  return hostname === "api.github.com" ? "https://github.com" : origin;
}

const find = ({ ask, at }: Parts): Promise<RepositoryMade | null> => orNull(ask({ path: at, schema: RepositoryMade }));

/** A lost answer to a move of the branch is found by the action of its commit. */
async function again(commit: () => Promise<Committed>): Promise<Committed> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await commit();
    } catch (error) {
      if (tried === TRIES || !(error instanceof AppError) || !error.retryable) throw error;
    }
  }
}

/** Nothing can be committed to a repository without a commit by GitHub's API: it begins with one of GitHub's own. */
async function ensure(parts: Parts): Promise<void> {
  const found = (await find(parts)) ?? (await make(parts));
  const { ask, at } = parts;
  if (found.archived)
    throw new AppError(
      "impossible",
      `The repository ${found.name} is archived. Unarchive it in GitHub, then try again.`,
      {
        code: "repository.archived",
      },
    );
  const path = `${at}/git/ref/heads/${found.default_branch}`;
  if (await look(parts, () => orNull(ask({ path, schema: Ref })))) return;
  throw new AppError("unavailable", "GitHub did not end making the repository. Try again shortly.", {
    code: "repository.not_ready",
  });
}

async function make(parts: Parts): Promise<RepositoryMade> {
  const { ask, owner, name } = parts;
  const body = { name, private: true, auto_init: true, has_issues: false, has_projects: false, has_wiki: false };
  try {
    return await ask({ method: "POST", path: `/orgs/${owner}/repos`, body, schema: RepositoryMade });
  } catch (error) {
    // 422 is a name that is taken: another answer was lost, or this one.
    const made = statusOf(error) === 422 || mayHaveArrived(error) ? await find(parts) : null;
    if (made) return made;
    throw error;
  }
}

async function readWhole({ ask, at }: Parts, sha: string): Promise<RepositoryFile[] | null> {
  const commit = await orNull(ask({ path: `${at}/git/commits/${sha}`, schema: Commit }));
  if (!commit) return null;
  const files: RepositoryFile[] = [];
  for (const [path, hash] of await readFiles(ask, `${at}/git`, commit.tree.sha)) {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    const { content } = await ask({ path: `${at}/contents/${encoded}?ref=${sha}`, schema: FileContent });
    const bytes = Buffer.from(content, "base64");
    if (blobHash(bytes) !== hash)
      throw new AppError("upstream", `GitHub handed out other bytes of ${path} than the commit has.`, {
        code: "repository.other_bytes",
      });
    files.push({ path, bytes });
  }
  return files;
}

async function remove(parts: Parts): Promise<void> {
  const { ask, at } = parts;
  await orNull(ask({ method: "DELETE", path: at, schema: z.unknown() }));
  if (await look(parts, async () => ((await find(parts)) === null ? true : null))) return;
  throw new AppError("unavailable", "GitHub still has the repository. Try again shortly.", {
    code: "repository.not_removed",
  });
}

/** Asks until there is an answer, or null. */
async function look<T>({ wait, signal }: Parts, ask: () => Promise<T | null>): Promise<T | null> {
  for (let time = 1; ; time += 1) {
    const found = await ask();
    if (found !== null || time === LOOKS) return found;
    await wait(LOOK_MS, signal);
  }
}
