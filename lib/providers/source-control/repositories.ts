export type RepositoryFile = { path: string; bytes: Uint8Array };

/** A company's own repository as a whole; its commits are made by `SourceControl`. */
export interface Repositories {
  /** All files of a commit, fetched anew; null when the repository has no such commit. */
  readFiles(of: { repository: string; sha: string }, signal: AbortSignal): Promise<RepositoryFile[] | null>;
  exists(repository: string, signal: AbortSignal): Promise<boolean>;
  remove(repository: string, signal: AbortSignal): Promise<void>;
}
