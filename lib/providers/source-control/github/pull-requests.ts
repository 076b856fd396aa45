import { z } from "zod";
import type { PullRequest, PullRequests } from "../port";
import { githubClient } from "./request";
import { GithubPullRequest } from "./schemas";

const toPullRequest = (found: GithubPullRequest): PullRequest => ({
  number: found.number,
  url: found.html_url,
  open: found.state === "open",
  headSha: found.head.sha,
  base: found.base.ref,
});

export function githubPullRequests(token: string): PullRequests {
  const find: PullRequests["find"] = async ({ repository, branch }, signal) => {
    const owner = repository.split("/")[0] ?? "";
    const query = new URLSearchParams({ head: `${owner}:${branch}`, state: "all", per_page: "1" });
    const path = `/repos/${repository}/pulls?${query}`;
    const [found] = await githubClient(token, signal)({ path, schema: z.array(GithubPullRequest) });
    return found ? toPullRequest(found) : null;
  };
  return {
    find,
    open: async ({ repository, branch, base, title, body }, signal) => {
      const before = await find({ repository, branch }, signal);
      if (before?.open) return before;
      const made = await githubClient(
        token,
        signal,
      )({
        method: "POST",
        path: `/repos/${repository}/pulls`,
        body: { title, body, head: branch, base },
        schema: GithubPullRequest,
      });
      return toPullRequest(made);
    },
  };
}
