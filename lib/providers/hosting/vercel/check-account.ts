import { z } from "zod";
import type { CheckAccount } from "@/lib/providers/accounts/port";
import { runSteps, statusOf, type Step } from "@/lib/providers/accounts/run-steps";
import { vercelClient, type VercelClient } from "./request";

const User = z.object({ user: z.object({ username: z.string() }) });
const Projects = z.object({ projects: z.array(z.object({ name: z.string() })) });
const Project = z.object({
  name: z.string(),
  ssoProtection: z.object({ deploymentType: z.string() }).nullish(),
  passwordProtection: z.object({}).nullish(),
});

/** Asks who the token belongs to, whether its team is reachable, and whether visitors would meet a login. */
export const vercelCheck: CheckAccount<"vercel"> = ({ project, ...access }, signal) => {
  const ask = vercelClient(access, signal);
  const steps: Step[] = [
    {
      name: "Token",
      fix: "Make a new access token in Vercel and put it here.",
      ask: async () => {
        // A person, not a team, is asked about here.
        const { user } = await vercelClient({ token: access.token }, signal)({ path: "/v2/user", schema: User });
        return { ok: true, observed: `Signed in as ${user.username}.` };
      },
    },
    {
      name: access.team_id === undefined ? "Projects" : "Team",
      fix: "Give the token access to this team, or correct the team id.",
      ask: async () => {
        const { projects } = await ask({ path: "/v10/projects", query: { limit: "1" }, schema: Projects });
        const whose = access.team_id ?? "The personal account";
        return {
          ok: true,
          observed: `${whose} is reachable${projects.length === 0 ? " and has no project yet" : ""}.`,
        };
      },
    },
  ];
  if (project !== undefined) {
    steps.push({
      name: "Project",
      fix: "Switch Deployment Protection off for production in the project’s settings, so that visitors see the site.",
      ask: () => judgeProtection(ask, project),
    });
  }
  return runSteps("Vercel", steps);
};

async function judgeProtection(ask: VercelClient, name: string): Promise<{ ok: boolean; observed: string }> {
  try {
    const path = `/v9/projects/${encodeURIComponent(name)}`;
    const { ssoProtection, passwordProtection } = await ask({ path, schema: Project });
    const hidden = ssoProtection?.deploymentType === "all" || Boolean(passwordProtection);
    return { ok: !hidden, observed: hidden ? `Visitors of ${name} meet a login.` : `${name} can be seen by everyone.` };
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return { ok: true, observed: `${name} does not exist yet: the first deployment makes it.` };
  }
}
