import type { CommitRequest, Committed } from "./port";

export type RepositoryFile = { path: string; bytes: Uint8Array };

/** A company's own repository as a whole, by its plain name. */
export interface Repositories {
  /** Commits to the main branch, once for each action; makes the repository, seen by its owner alone, where there is none. */
  commit(
    request: Pick<CommitRequest, "repository" | "message" | "changes" | "action">,
    signal: AbortSignal,
  ): Promise<Committed>;
  /** All files of a commit, fetched anew; null when the repository has no such commit. */
  readFiles(of: { repository: string; sha: string }, signal: AbortSignal): Promise<RepositoryFile[] | null>;
  exists(repository: string, signal: AbortSignal): Promise<boolean>;
  /** Writes the repository as a git bundle, every branch with its history; false when it has no commit. */
  bundle(of: { repository: string; file: string }, signal: AbortSignal): Promise<boolean>;
  /** Answers once nothing of that name is left. */
  remove(repository: string, signal: AbortSignal): Promise<void>;
}

/** Those of this machine, which imports bring back. */
export interface LocalRepositories extends Repositories {
  /** The repositories whose name ends with this, in the order of their names. */
  list(ending: string, signal: AbortSignal): Promise<string[]>;
  /** Makes a repository of a bundle; 409 `repository.exists` where there is one of that name. */
  restore(of: { repository: string; file: string }, signal: AbortSignal): Promise<void>;
}
