import { readFacts } from "@/lib/autopilot/nightshift/read-facts";
import { finishRecurringRun } from "@/lib/autopilot/recurring/finish-recurring-run";
import type { ReportTerms } from "@/lib/autopilot/recurring/schemas";
import { keepFile } from "@/lib/company/assets/keep-file";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { SendReport } from "./jobs";
import { reportText } from "./report-text";

type Wanted = ReportTerms & { projectId: string; recurringRunId: string };
type Written = { title: string; assetId: string; sha256: string };

/**
 * Writes the report of a company from its facts, keeps it among its files, and ends the run that asked for it. The same facts are the same
 * file, so that a repeated job leaves one. Its email follows in a job of its own, once.
 */
export async function writeReport(ctx: WorkspaceCtx, { recurringRunId, email, ...of }: Wanted): Promise<void> {
  requirePermission(ctx, "assets.write");
  const written = await keepReport(ctx, of).catch((error: unknown) => refusalIn(error));
  await withTransaction(ctx, async (tx) => {
    // No event: finishRecurringRun appends it.
    if (written instanceof AppError) {
      await finishRecurringRun(tx, { runId: recurringRunId, result: { ok: false, summary: written.message } });
      return;
    }
    const { title, assetId, sha256 } = written;
    const summary = `“${title}” is among the files${email ? ", and goes out by email" : ""}.`;
    const result = { ok: true, summary, links: [{ rel: "asset", id: assetId }] };
    const isFirstEnd = await finishRecurringRun(tx, { runId: recurringRunId, result });
    const { workspaceId } = tx;
    if (email && isFirstEnd)
      await enqueue(tx, SendReport, { workspaceId, projectId: of.projectId, recurringRunId, assetId, sha256 });
  });
}

async function keepReport(
  ctx: WorkspaceCtx,
  { projectId, days }: Pick<Wanted, "projectId" | "days">,
): Promise<Written> {
  const { name: company } = await getProject(ctx, { projectId });
  const facts = await readFacts(ctx, { projectId });
  const base = `${appUrl()}/companies/${projectId}`;
  const { title, text } = reportText({ facts, company, days, base });
  const content = Buffer.from(text, "utf8");
  const file = { projectId, name: `${title}.md`, type: "text/markdown", content };
  const { id: assetId, sha256 } = await keepFile(ctx, file);
  return { title, assetId, sha256: sha256 ?? "" };
}

/** A failure that another try would meet again ends the run; any other is thrown. */
function refusalIn(error: unknown): AppError {
  if (error instanceof AppError && !error.retryable) return error;
  throw error;
}
