import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const OfDeployment = z.object({
  deploymentId: z.uuid(),
  site: z.string(),
  marker: z.string(),
  account: z.string(),
  action: z.string(),
});

export const DeployStarted = defineEvent(
  "deploy.started",
  OfDeployment.extend({ files: z.number().int() }),
  ({ site, files, account }) =>
    `Publishing ${files} ${files === 1 ? "file" : "files"} as “${site}” began (${account}).`,
);
export const DeploySucceeded = defineEvent(
  "deploy.succeeded",
  OfDeployment.extend({ providerId: z.string(), url: z.string() }),
  ({ site, url }) => `“${site}” was handed over for ${url}.`,
);
export const DeployFailed = defineEvent(
  "deploy.failed",
  OfDeployment.extend({ code: z.string() }),
  ({ site, code }) => `“${site}” was not published (${code}).`,
);
