import { z } from "zod";
import type { ActingAccount, Check, Execution, Outcome, Preview, Sealed } from "@/lib/company/approvals/define-action";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { toActing } from "@/lib/company/integrations/acting-account";
import { resolveIntegration, type Resolved } from "@/lib/company/integrations/resolve-integration";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { blobHash, treeHash } from "@/lib/providers/source-control/git-objects";
import type { CommitRequest, CommitState, FileChange } from "@/lib/providers/source-control/port";
import { freeName, placeName } from "./place-name";
import { fileList, filesInWords, FilePath, TextFile } from "./published-files";

const BRANCH = /^(?!.*(\.\.|\/\/|\.lock$|\/$|\.$))[A-Za-z0-9_][\w./-]{0,99}$/;

export const Branch = z.string().regex(BRANCH, "must be the name of a branch, like main or greenlight/pricing");
const Deletion = z.strictObject({ path: FilePath, delete: z.literal(true) });
export const Changes = fileList(z.union([TextFile, Deletion])).meta({
  description: "Each file with its whole new text, or `delete: true`.",
});
export const Message = z
  .string()
  .trim()
  .min(1, "is required")
  .max(2000, "may have at most 2,000 characters")
  .regex(/^[^\p{Cc}]*(?:\n[^\p{Cc}]*)*$/u, "may not contain control characters");
export const RepositoryName = z
  .string()
  .regex(/^(?:[\w.-]{1,100}\/)?[A-Za-z0-9_][\w.-]{0,99}$/, "must be a name like website, or acme/website")
  .default("website");

export type RepositoryChange = {
  repository: string;
  branch: string;
  message: string;
  files: z.infer<typeof Changes>;
};

/** The promise that the checker holds a commit to: where it is, and git's own hash of each file. */
const Contract = z.object({
  repository: z.string(),
  branch: z.string(),
  blobs: z.record(z.string(), z.string().nullable()),
});
export const contractOf = (sealed: Sealed<unknown>): z.infer<typeof Contract> => Contract.parse(sealed.contract);

/** A shared account and this machine hold many companies' repositories: the company's id keeps them apart. */
function repositoryName({ account, config }: Resolved<"github">, projectId: string, name: string): string {
  const own = placeName(name, projectId);
  if (account.source === "own") {
    if (name.includes("/")) return name;
    if (config?.owner) return `${config.owner}/${name}`;
    throw new AppError("impossible", "Name the repository with its owner, like acme/website.", {
      code: "repository.owner_missing",
    });
  }
  if (name.includes("/"))
    throw new AppError("impossible", `${account.label} holds repositories of its own only: name it without an owner.`, {
      code: "repository.not_own",
    });
  if (account.source === "built_in") return own;
  if (config?.owner) return `${config.owner}/${own}`;
  throw new AppError("impossible", `${account.label} has no place for repositories: GITHUB_OWNER is not set.`, {
    code: "repository.owner_missing",
  });
}

const changesOf = ({ files }: Pick<RepositoryChange, "files">): FileChange[] =>
  files.map((file) => ({ path: file.path, bytes: "content" in file ? Buffer.from(file.content) : null }));

/** The exact effect of a change of a repository, as it is approved. */
export async function previewChange(
  tx: TxCtx,
  { projectId, input }: { projectId: string; input: RepositoryChange },
): Promise<Omit<Preview, "title"> & { repository: string }> {
  const resolved = await resolveIntegration(tx, { projectId, provider: "github" });
  const repository = freeName(repositoryName(resolved, projectId, input.repository));
  const blobs = changesOf(input).map(({ path, bytes }) => [path, bytes && blobHash(bytes)] as const);
  const kept = blobs.flatMap(([path, hash]) => (hash === null ? [] : [[path, hash] as const]));
  const written = await filesInWords(
    tx,
    projectId,
    input.files.filter((file) => "content" in file),
  );
  const deleted = input.files.filter((file) => "delete" in file).map(({ path }) => path);
  return {
    repository,
    account: toActing(resolved),
    costCapCents: 0,
    contract: {
      check: "commit",
      repository,
      branch: input.branch,
      blobs: Object.fromEntries(blobs),
      tree: treeHash(new Map(kept)),
    },
    parts: [
      { label: "Repository", text: repository },
      { label: "Branch", text: input.branch },
      { label: "Message", text: input.message },
      ...(deleted.length > 0 ? [{ label: "Deleted", text: deleted.join("\n") }] : []),
      ...written.parts,
    ],
  };
}

export const requestOf = (
  sealed: Sealed<RepositoryChange>,
  { action, base }: { action: string; base: string | null },
): CommitRequest => ({
  repository: contractOf(sealed).repository,
  branch: sealed.input.branch,
  base,
  message: sealed.input.message,
  changes: changesOf(sealed.input),
  action,
});

export const sourceOf = ({ shared, integration }: ActingAccount): "github" | "local" =>
  shared || integration !== null ? "github" : "local";

export const committed = (provider: string, { sha, url }: { sha: string; url: string | null }): Outcome => ({
  status: "executed",
  provider,
  providerId: sha,
  words: `It is commit ${sha.slice(0, 10)}${url ? `: ${url}` : "."}`,
  observed: { sha, url },
});

type Judged = { sealed: Sealed<unknown>; execution: Execution; state: CommitState | "pending" | null };

/** Whether the branch leads to the commit, and its files are those of its parent with exactly the approved changes. */
export function judgeCommit({ sealed, execution, state }: Judged): Check {
  const { repository, branch, blobs } = contractOf(sealed);
  const sha = execution.providerId;
  type Seen = { facts?: JsonObject; evidence?: string };
  const said = (verdict: Check["verdict"], words: string, { facts = {}, evidence = words }: Seen = {}): Check => ({
    verdict,
    check: "commit",
    words,
    observed: { repository, branch, commit: sha, ...facts },
    evidence,
  });
  if (state === "pending") return said("pending", `${repository} is still being made. It is looked at again.`);
  if (state === null) return said("contradicted", `The commit is not in ${repository}.`, { facts: { found: false } });
  const expected = new Map(state.parentFiles);
  for (const [path, blob] of Object.entries(blobs)) {
    if (blob === null) expected.delete(path);
    else expected.set(path, blob);
  }
  const listing = (files: ReadonlyMap<string, string>): string =>
    [...files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, hash]) => `${hash} ${path}`)
      .join("\n");
  const [found, wanted] = [listing(state.files), listing(expected)];
  // A listing may be longer than the part of the evidence that is kept; its hash tells the verdict anyway.
  const facts = {
    found: true,
    reachable: state.reachable,
    files_sha256: sha256(found),
    approved_sha256: sha256(wanted),
  };
  const seen = { facts, evidence: found };
  if (!state.reachable) return said("contradicted", `The branch ${branch} does not lead to the commit.`, seen);
  return found === wanted
    ? said("verified", `${branch} of ${repository} holds the commit, and its files are the approved ones.`, seen)
    : said("contradicted", "The commit holds other files than were approved.", seen);
}
