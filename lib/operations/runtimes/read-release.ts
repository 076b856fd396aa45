import { AppError } from "@/lib/platform/errors";
import { selectRepositories } from "@/lib/providers/source-control/select";
import type { RepositoryFile } from "@/lib/providers/source-control/repositories";
import type { RuntimeInstance, RuntimeParts } from "./schemas";

/** All files of the version that a runtime is to run, as its repository has them. */
export async function readRelease(
  { target, repository, commit }: Pick<RuntimeParts, "repository" | "commit"> & Pick<RuntimeInstance, "target">,
  signal: AbortSignal,
): Promise<{ sha: string; files: RepositoryFile[] }> {
  const files =
    repository !== null && commit !== null
      ? await selectRepositories(target).readFiles({ repository, sha: commit }, signal)
      : null;
  if (files && commit !== null) return { sha: commit, files };
  throw new AppError("internal", "The repository does not hold the version that was committed to it.", {
    code: "runtime.no_release",
  });
}
