import { AppError } from "@/lib/platform/errors";
import { CLOUD_RUNTIMES, env, HOSTED_RUNTIMES, missingIn, type Env } from "@/lib/platform/env";

/**
 * Where a company's own runtime is: on this machine, or in the operator's accounts at GitHub, Neon and Vercel (`cloud`) or Render
 * (`cloud_render`).
 */
export type RuntimeTarget = "local" | "cloud" | "cloud_render";

/** Where runtimes are made from now on. Those that are there already stay where they are. */
export function wantedTarget({ RUNTIME_TARGET, RUNTIME_HOSTING }: Env = env()): RuntimeTarget {
  if (RUNTIME_TARGET === "local") return "local";
  return RUNTIME_HOSTING === "vercel" ? "cloud" : "cloud_render";
}

export type CloudAccounts = {
  github: { token: string; owner: string };
  neon: { key: string; organisation: string; url: string };
};

const incomplete = (of: Env, names: readonly (keyof Env)[]): AppError =>
  new AppError(
    "impossible",
    `Runtimes in the operator’s accounts need ${missingIn(of, names).join(", ")}. Set it, then try again.`,
    { code: "runtime.target_incomplete" },
  );

/** The operator's accounts of every runtime elsewhere; 422 `runtime.target_incomplete` names the variables that are missing. */
export function cloudAccounts(of: Env = env()): CloudAccounts {
  const { GITHUB_TOKEN, GITHUB_OWNER, NEON_API_KEY, NEON_ORG_ID } = of;
  if (!GITHUB_TOKEN || !GITHUB_OWNER || !NEON_API_KEY || !NEON_ORG_ID) throw incomplete(of, CLOUD_RUNTIMES);
  return {
    github: { token: GITHUB_TOKEN, owner: GITHUB_OWNER },
    neon: { key: NEON_API_KEY, organisation: NEON_ORG_ID, url: of.NEON_API_URL },
  };
}

/** The operator's account at Vercel; 422 like {@link cloudAccounts}. */
export function vercelAccount(of: Env = env()): { token: string; team_id?: string } {
  const { VERCEL_TOKEN, VERCEL_TEAM_ID } = of;
  if (!VERCEL_TOKEN) throw incomplete(of, HOSTED_RUNTIMES.vercel);
  return { token: VERCEL_TOKEN, ...(VERCEL_TEAM_ID && { team_id: VERCEL_TEAM_ID }) };
}

/** The operator's workspace at Render, which deploys the repositories of the organisation at GitHub; 422 like {@link cloudAccounts}. */
export function renderAccount(of: Env = env()) {
  const { RENDER_API_KEY: key, RENDER_OWNER_ID: owner, RENDER_REGION: region, RENDER_API_URL: url } = of;
  if (!key || !owner) throw incomplete(of, HOSTED_RUNTIMES.render);
  return { key, owner, region, url, repositories: `https://github.com/${cloudAccounts(of).github.owner}` };
}
