/** One file of a commit; null bytes delete it. */
export type FileChange = { path: string; bytes: Uint8Array | null };

export type CommitRequest = {
  /** `owner/name` at a provider, a plain name on this machine. */
  repository: string;
  branch: string;
  /** The branch that a branch which does not exist yet begins at; null begins it empty. */
  base: string | null;
  message: string;
  changes: readonly FileChange[];
  /** Names the purpose: committed again with the same one, it is the same commit. */
  action: string;
};

export type Committed = { sha: string; url: string | null };
export type PullRequest = { number: number; url: string; open: boolean; headSha: string; base: string };

/** The files of a commit, path → hash of the blob, as git lists them. */
export type TreeFiles = ReadonlyMap<string, string>;

/** A commit as the repository has it; `reachable`: the branch leads to it. */
export type CommitState = { reachable: boolean; files: TreeFiles; parentFiles: TreeFiles };

export interface SourceControl {
  commit(request: CommitRequest, signal: AbortSignal): Promise<Committed>;
  /** The commit of an action whose answer was lost; null when there is none. Writes nothing. */
  findCommit(
    of: Pick<CommitRequest, "repository" | "branch" | "action">,
    signal: AbortSignal,
  ): Promise<Committed | null>;
  /** Reads a commit from a repository that is fetched anew; null when it is not there. `pending` while the repository is being made. */
  readCommit(
    of: { repository: string; branch: string; sha: string },
    signal: AbortSignal,
  ): Promise<CommitState | "pending" | null>;
  /** Null where there are only branches. */
  pullRequests: PullRequests | null;
}

export type OpenPullRequest = { repository: string; branch: string; base: string; title: string; body: string };
export interface PullRequests {
  /** Opens it, or answers the one that is open for this branch. */
  open(request: OpenPullRequest, signal: AbortSignal): Promise<PullRequest>;
  find(of: { repository: string; branch: string }, signal: AbortSignal): Promise<PullRequest | null>;
}
