export type RepositoryFile = { path: string; bytes: Uint8Array };

/** A company's own repository as a whole; its commits are made by `SourceControl`. */
export interface Repositories {
  /** All files of a commit, fetched anew; null when the repository has no such commit. */
  readFiles(of: { repository: string; sha: string }, signal: AbortSignal): Promise<RepositoryFile[] | null>;
  exists(repository: string, signal: AbortSignal): Promise<boolean>;
  /** The repositories whose name ends with this, in the order of their names. */
  list(ending: string, signal: AbortSignal): Promise<string[]>;
  /** Writes the repository as a git bundle, every branch with its history; false when it has no commit. */
  bundle(of: { repository: string; file: string }, signal: AbortSignal): Promise<boolean>;
  /** Makes a repository of a bundle; 409 `repository.exists` where there is one of that name. */
  restore(of: { repository: string; file: string }, signal: AbortSignal): Promise<void>;
  remove(repository: string, signal: AbortSignal): Promise<void>;
}
