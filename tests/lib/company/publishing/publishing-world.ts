import { randomUUID } from "node:crypto";
import { beginDeployment } from "@/lib/company/publishing/begin-deployment";
import type { Deployment } from "@/lib/company/publishing/schemas";
import type { Company } from "../../../factories/test-world";

export const MARKER = "a".repeat(64);

/** A deployment of one page that has begun. */
export async function begun(
  { job, projectId }: Company,
  action: string = randomUUID(),
): Promise<{ action: string; deployment: Deployment }> {
  const deployment = await beginDeployment(job, {
    projectId,
    action,
    provider: "local",
    site: "website",
    marker: MARKER,
    account: "Web server of this machine",
    fileCount: 1,
    sizeBytes: 10,
  });
  return { action, deployment };
}
