import { access, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { AppError } from "@/lib/platform/errors";
import { MAIN_BRANCH } from "../main-branch";
import type { LocalRepositories, RepositoryFile } from "../repositories";
import { git, mustGit } from "./git";
import { localSourceControl } from "./provider";

/** The bare repositories of this machine. */
export function localRepositories(root: string): LocalRepositories {
  const folderOf = (repository: string): string => join(root, `${repository}.git`);
  const exists = (repository: string): Promise<boolean> =>
    access(folderOf(repository)).then(
      () => true,
      () => false,
    );
  return {
    exists,
    commit: (request, signal) =>
      localSourceControl(root).commit({ ...request, branch: MAIN_BRANCH, base: null }, signal),
    readFiles: async ({ repository, sha }, signal) => {
      if (!(await exists(repository))) return null;
      const clone = await mkdtemp(join(tmpdir(), "greenlight-read-"));
      try {
        await mustGit(["clone", "--quiet", "--no-local", "--no-checkout", folderOf(repository), clone], { signal });
        const { code } = await git(["-C", clone, "checkout", "--quiet", "--detach", sha], { signal });
        return code === 0 ? await filesOf(clone) : null;
      } finally {
        await rm(clone, { recursive: true, force: true });
      }
    },
    list: async (ending) => {
      // There is no folder before the first repository.
      const names = await readdir(root).catch(() => []);
      return names
        .filter((name) => name.endsWith(`${ending}.git`))
        .map((name) => name.slice(0, -".git".length))
        .toSorted();
    },
    bundle: async ({ repository, file }, signal) => {
      const branches = await mustGit(["-C", folderOf(repository), "for-each-ref", "--count=1"], { signal });
      if (branches.trim() === "") return false;
      await mustGit(["-C", folderOf(repository), "bundle", "create", "--quiet", file, "--all"], { signal });
      return true;
    },
    restore: async ({ repository, file }, signal) => {
      if (await exists(repository))
        throw new AppError("conflict", "There is a repository of that name already.", { code: "repository.exists" });
      await mkdir(root, { recursive: true });
      await mustGit(["bundle", "verify", "--quiet", file], { signal });
      await mustGit(["clone", "--quiet", "--mirror", file, folderOf(repository)], { signal });
    },
    remove: (repository) => rm(folderOf(repository), { recursive: true, force: true }),
  };
}

async function filesOf(folder: string): Promise<RepositoryFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const own = paths.filter((path) => !relative(folder, path).startsWith(".git/"));
  return Promise.all(own.map(async (path) => ({ path: relative(folder, path), bytes: await readFile(path) })));
}
