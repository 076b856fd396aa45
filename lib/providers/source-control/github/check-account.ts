import { z } from "zod";
import type { CheckAccount } from "@/lib/providers/accounts/port";
import { runSteps, statusOf, type Step } from "@/lib/providers/accounts/run-steps";
import { githubClient, type GithubClient } from "./request";
import { Branch, Repository } from "./schemas";

const User = z.object({ login: z.string() });

/** Asks who the token belongs to, and whether it may write to the company's repository. */
export const githubCheck: CheckAccount<"github"> = ({ token, owner, repository }, signal) => {
  const ask = githubClient(token, signal);
  const key: Step = {
    name: "Token",
    fix: "Make a new fine-grained token in GitHub, with Contents and Pull requests set to read and write.",
    ask: async () => {
      const { login } = await ask({ path: "/user", schema: User });
      return { ok: true, observed: `Signed in as ${login}.` };
    },
  };
  if (owner === undefined || repository === undefined) return runSteps("GitHub", [key]);
  return runSteps("GitHub", [key, ...repositorySteps(ask, `${owner}/${repository}`)]);
};

function repositorySteps(ask: GithubClient, name: string): Step[] {
  let found: Repository | undefined;
  return [
    {
      name: "Repository",
      fix: `Give the token access to ${name}, or correct the name.`,
      ask: async () => {
        found = await ask({ path: `/repos/${name}`, schema: Repository });
        return { ok: true, observed: `${found.full_name} is ${found.private ? "private" : "public"}.` };
      },
    },
    {
      name: "Permission to write",
      fix: `Give the token write access to the contents of ${name}.`,
      ask: async () => judgePermission(found),
    },
    {
      name: "Branch",
      fix: "Push a first commit to the repository.",
      ask: () => probeBranch(ask, name, found),
    },
  ];
}

type Seen = { ok: boolean; observed: string; fix?: string };

function judgePermission(found: Repository | undefined): Seen {
  if (found?.archived) return { ok: false, observed: "The repository is archived.", fix: "Unarchive it in GitHub." };
  const pushes = found?.permissions?.push === true;
  return { ok: pushes, observed: pushes ? "The token may write." : "The token may only read." };
}

/** A repository reports the size 0 for minutes after its creation; its branch is there at once. */
async function probeBranch(ask: GithubClient, name: string, found: Repository | undefined): Promise<Seen> {
  const branch = found?.default_branch ?? "main";
  try {
    await ask({ path: `/repos/${name}/branches/${encodeURIComponent(branch)}`, schema: Branch });
    return { ok: true, observed: `The branch ${branch} is there.` };
  } catch (error) {
    if (statusOf(error) !== 404 && statusOf(error) !== 409) throw error;
    return { ok: true, observed: `The branch ${branch} does not exist yet: the first commit makes it.` };
  }
}
