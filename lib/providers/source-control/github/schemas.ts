import { z } from "zod";

/** The parts of GitHub's answers that are read here. */
export const Repository = z.object({
  full_name: z.string(),
  private: z.boolean(),
  archived: z.boolean().optional(),
  default_branch: z.string(),
  permissions: z.object({ push: z.boolean() }).optional(),
});
export type Repository = z.infer<typeof Repository>;

export const Branch = z.object({ name: z.string() });
export const Ref = z.object({ object: z.object({ sha: z.string() }) });
export const Made = z.object({ sha: z.string() });
export const Commit = z.object({
  sha: z.string(),
  tree: z.object({ sha: z.string() }),
  parents: z.array(z.object({ sha: z.string() })),
});
export const Tree = z.object({
  truncated: z.boolean().optional(),
  tree: z.array(z.object({ path: z.string().optional(), type: z.string().optional(), sha: z.string().nullish() })),
});
export const GithubPullRequest = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.string(),
  head: z.object({ sha: z.string() }),
  base: z.object({ ref: z.string() }),
});
export type GithubPullRequest = z.infer<typeof GithubPullRequest>;

export const RepositoryMade = z.object({
  name: z.string(),
  default_branch: z.string(),
  archived: z.boolean().optional(),
});
export type RepositoryMade = z.infer<typeof RepositoryMade>;
export const FileContent = z.object({ encoding: z.literal("base64"), content: z.string() });
