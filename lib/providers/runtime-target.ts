import { AppError } from "@/lib/platform/errors";
import { CLOUD_RUNTIMES, env, missingIn, type Env } from "@/lib/platform/env";

/** Where a company's own runtime is: on this machine, or in the operator's accounts at GitHub, Neon and Vercel. */
export type RuntimeTarget = Env["RUNTIME_TARGET"];

/** Where runtimes are made from now on. Those that are there already stay where they are. */
export const wantedTarget = (): RuntimeTarget => env().RUNTIME_TARGET;

export type CloudAccounts = {
  github: { token: string; owner: string };
  neon: { key: string; organisation: string; url: string };
  vercel: { token: string; team_id?: string };
};

/** The operator's accounts, all of them; 422 `runtime.target_incomplete` names those that are missing. */
export function cloudAccounts(of: Env = env()): CloudAccounts {
  const { GITHUB_TOKEN, GITHUB_OWNER, NEON_API_KEY, NEON_ORG_ID, VERCEL_TOKEN, VERCEL_TEAM_ID } = of;
  if (!GITHUB_TOKEN || !GITHUB_OWNER || !NEON_API_KEY || !NEON_ORG_ID || !VERCEL_TOKEN) {
    const missing = missingIn(of, CLOUD_RUNTIMES).join(", ");
    throw new AppError("impossible", `Runtimes at GitHub, Neon and Vercel need ${missing}. Set it, then try again.`, {
      code: "runtime.target_incomplete",
    });
  }
  return {
    github: { token: GITHUB_TOKEN, owner: GITHUB_OWNER },
    neon: { key: NEON_API_KEY, organisation: NEON_ORG_ID, url: of.NEON_API_URL },
    vercel: { token: VERCEL_TOKEN, ...(VERCEL_TEAM_ID && { team_id: VERCEL_TEAM_ID }) },
  };
}
