import { z } from "zod";
import { defineAction, type Check, type Outcome } from "@/lib/company/approvals/define-action";
import { lookAtAccount } from "@/lib/company/integrations/acting-account";
import { useApproved } from "@/lib/company/integrations/use-approved";
import type { Committed, PullRequest } from "@/lib/providers/source-control/port";
import { selectSourceControl } from "@/lib/providers/source-control/select";
import { checkCommit } from "../check-commit";
import { outcomeOf } from "../provider-failure";
import {
  Branch,
  Changes,
  contractOf,
  Message,
  previewChange,
  RepositoryName,
  requestOf,
  sourceOf,
} from "../repository-change";

const Input = z.strictObject({
  repository: RepositoryName.meta({ description: "A repository of the connected account." }),
  branch: Branch.meta({ description: "The branch that the change is committed to; it begins at `base`." }),
  base: Branch.default("main").meta({ description: "The branch that the change is meant for." }),
  title: z.string().trim().min(1, "is required").max(200, "may have at most 200 characters"),
  body: z.string().max(20_000, "may have at most 20,000 characters").default(""),
  message: Message.optional().meta({ description: "The commit's message; the title without one." }),
  files: Changes,
});
type Input = z.infer<typeof Input>;

const asChange = ({ message, title, ...input }: Input) => ({ ...input, message: message ?? title });

const proposed = (provider: string, { sha }: Committed, pull: PullRequest | null): Outcome => ({
  status: "executed",
  provider,
  providerId: sha,
  words: pull
    ? `It is pull request ${pull.number}: ${pull.url}`
    : "This machine has no pull requests: the branch holds the change.",
  observed: { sha, number: pull?.number ?? null, url: pull?.url ?? null },
});

/** Commits exactly these changes to a branch of their own and proposes them for another one; merging stays a person's decision. */
export const repositoryPullRequest = defineAction({
  kind: "repository.pull_request",
  title: "Open a pull request",
  permission: "projects.write",
  input: Input.refine(({ branch, base }) => branch !== base, {
    path: ["branch"],
    error: "must be another branch than base",
  }),
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [1, 300, 3_600],

  async preview(tx, { projectId, input }) {
    const { repository, ...preview } = await previewChange(tx, { projectId, input: asChange(input) });
    const about = [
      { label: "For the branch", text: input.base },
      { label: "Title", text: input.title },
      { label: "Description", text: input.body || "None" },
    ];
    return { ...preview, title: `Propose “${input.title}” to ${repository}`, parts: [...about, ...preview.parts] };
  },

  recheck: (tx, { projectId, sealed }) =>
    lookAtAccount(tx, { projectId, provider: "github", approved: sealed.account }),

  async execute(ctx, { projectId, sealed, idempotencyKey: action, signal }) {
    const provider = sourceOf(sealed.account);
    const { base, title, body } = sealed.input;
    try {
      const { config } = await useApproved(ctx, { projectId, provider: "github", action, approved: sealed.account });
      const control = selectSourceControl(config);
      const request = requestOf({ ...sealed, input: asChange(sealed.input) }, { action, base });
      const made = await control.commit(request, signal);
      const pull = await control.pullRequests?.open({ ...request, base, title, body }, signal);
      return proposed(provider, made, pull ?? null);
    } catch (error) {
      return outcomeOf(provider, error);
    }
  },

  async lookUp(ctx, { projectId, sealed, idempotencyKey: action, signal }) {
    const provider = sourceOf(sealed.account);
    const { config } = await useApproved(ctx, { projectId, provider: "github", action, approved: sealed.account });
    const control = selectSourceControl(config);
    const { repository, branch } = contractOf(sealed);
    const made = await control.findCommit({ repository, branch, action }, signal);
    const pull = made && (await control.pullRequests?.find({ repository, branch }, signal));
    if (made && (pull || !control.pullRequests)) return proposed(provider, made, pull ?? null);
    const words = made ? "The branch is there, and no pull request. Retry it." : `${branch} has no such commit.`;
    return { status: "failed", provider, code: "pull_request.not_made", words };
  },

  async verify(ctx, of): Promise<Check> {
    const commit = await checkCommit(ctx, of);
    if (commit.verdict !== "verified") return commit;
    const { projectId, sealed, signal } = of;
    const approved = {
      projectId,
      provider: "github",
      action: `verify:${of.execution.approvalId}`,
      approved: sealed.account,
    } as const;
    const control = selectSourceControl((await useApproved(ctx, approved)).config);
    if (!control.pullRequests) return commit;
    const pull = await control.pullRequests.find(contractOf(sealed), signal);
    const isProposed = pull?.headSha === of.execution.providerId && pull?.base === sealed.input.base;
    const [head, base] = [pull?.headSha ?? null, pull?.base ?? null];
    const observed = { ...commit.observed, number: pull?.number ?? null, head, base };
    if (isProposed) return { ...commit, observed, words: `Pull request ${pull?.number} proposes the approved commit.` };
    return {
      ...commit,
      verdict: "contradicted",
      observed,
      words: "No pull request proposes the commit for that branch.",
    };
  },
});
