import { z } from "zod";
import { defineAction } from "@/lib/company/approvals/define-action";
import { lookAtAccount } from "@/lib/company/integrations/acting-account";
import { useApproved } from "@/lib/company/integrations/use-approved";
import { selectSourceControl } from "@/lib/providers/source-control/select";
import { checkCommit } from "../check-commit";
import { outcomeOf } from "../provider-failure";
import {
  Branch,
  Changes,
  committed,
  contractOf,
  Message,
  previewChange,
  RepositoryName,
  requestOf,
  sourceOf,
} from "../repository-change";

const Input = z.strictObject({
  repository: RepositoryName.meta({ description: "A repository of the connected account." }),
  branch: Branch.default("main").meta({ description: "The branch that is moved; it is made if it is not there." }),
  message: Message.meta({ description: "The commit's message." }),
  files: Changes,
});

/** Commits exactly these changes to a branch, at GitHub or to a repository of this machine. */
export const repositoryCommit = defineAction({
  kind: "repository.commit",
  title: "Commit files",
  permission: "projects.write",
  input: Input,
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [1, 300, 3_600],

  async preview(tx, { projectId, input }) {
    const { repository, ...preview } = await previewChange(tx, { projectId, input });
    const count = input.files.length;
    return { ...preview, title: `Commit ${count} ${count === 1 ? "file" : "files"} to ${repository}` };
  },

  recheck: (tx, { projectId, sealed }) =>
    lookAtAccount(tx, { projectId, provider: "github", approved: sealed.account }),

  async execute(ctx, { projectId, sealed, idempotencyKey: action, signal }) {
    const provider = sourceOf(sealed.account);
    try {
      const { config } = await useApproved(ctx, { projectId, provider: "github", action, approved: sealed.account });
      const made = await selectSourceControl(config).commit(requestOf(sealed, { action, base: null }), signal);
      return committed(provider, made);
    } catch (error) {
      return outcomeOf(provider, error);
    }
  },

  async lookUp(ctx, { projectId, sealed, idempotencyKey: action, signal }) {
    const provider = sourceOf(sealed.account);
    const { config } = await useApproved(ctx, { projectId, provider: "github", action, approved: sealed.account });
    const { repository, branch } = contractOf(sealed);
    const found = await selectSourceControl(config).findCommit({ repository, branch, action }, signal);
    if (found) return committed(provider, found);
    return { status: "failed", provider, code: "commit.not_made", words: `${branch} has no such commit.` };
  },

  verify: (ctx, of) => checkCommit(ctx, of),
});
