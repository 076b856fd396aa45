import { isOwnPage } from "@/lib/autopilot/actions/is-own-page";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { getProject } from "@/lib/company/projects/get-project";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { unsubscribeUrl } from "@/lib/outreach/sequence/unsubscribe-url";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { lookAtPage } from "@/lib/providers/web/look-at-page";
import { LAUNCH_ITEMS, shownChecks, type LaunchItem } from "./launch-items";
import type { LaunchChecks } from "./schemas";
import { selectChecks, upsertCheck } from "./store";

type Seen = { passed: boolean; words: string };

/** Looks at every item of the launch checklist, pages as a stranger sees them, and keeps what it saw with the time. */
export async function checkLaunch(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<LaunchChecks> {
  requirePermission(ctx, "plan.write");
  const { website } = await getProject(ctx, { projectId });
  const { data } = await listDeployments(ctx, { projectId, limit: 20 });
  const site = data.find(({ status, url }) => status === "succeeded" && url !== null)?.url ?? website;
  const { last_7_days, last_30_days } = await getKpis(ctx, { projectId });
  const { data: threads } = await listMailThreads(ctx, { projectId, limit: 1 });
  const signal = AbortSignal.timeout(15_000);
  const [home, legal, unsubscribe] = await Promise.all([
    site ? look([site], signal) : nowhere(),
    site ? lookAtLegal(site, signal) : nowhere(),
    look([`${unsubscribeUrl()}/${"0".repeat(48)}`], signal, [200, 404, 410]),
  ]);
  const seen: Record<LaunchItem, Seen> = {
    website: home,
    legal,
    unsubscribe,
    pageview: counted(last_7_days.traffic, "page views in the last 7 days"),
    payment: counted(last_30_days.succeeded_payments, "payments in the last 30 days"),
    address: counted(threads.length, "conversations with the company's address"),
  };
  // No event: a look at the world changes nothing about the company.
  return withTransaction(ctx, async (tx) => {
    const checked_at = tx.now().toISOString();
    for (const item of Object.keys(LAUNCH_ITEMS) as LaunchItem[])
      await upsertCheck(tx, { projectId, item, checked_at, ...seen[item] });
    const stored = await selectChecks(tx, projectId);
    return { data: shownChecks(stored, tx.now()) };
  });
}

const nowhere = async (): Promise<Seen> => ({
  passed: false,
  words: "No website is known: publish one, or name it in the settings.",
});
const counted = (n: number, words: string): Seen => ({ passed: n > 0, words: `${n} ${words}.` });

/** Whether one of the addresses answers with one of these states. */
async function look(urls: readonly string[], signal: AbortSignal, wanted: readonly number[] = [200]): Promise<Seen> {
  const words: string[] = [];
  for (const url of urls) {
    try {
      const { status } = await lookAtPage(url, { signal, allowLoopback: await isOwnPage(new URL(url)) });
      words.push(`${url} answered ${status}.`);
      if (wanted.includes(status)) return { passed: true, words: words.at(-1) ?? "" };
    } catch (error) {
      words.push(error instanceof AppError ? error.message : `${url} was not seen.`);
    }
  }
  return { passed: false, words: words.join(" ").slice(0, 500) };
}

async function lookAtLegal(site: string, signal: AbortSignal): Promise<Seen> {
  const pages = (name: string): string[] =>
    [name, `${name}.html`].map((path) => new URL(path, `${site.replace(/\/?$/, "/")}`).href);
  const [terms, privacy] = await Promise.all([look(pages("terms"), signal), look(pages("privacy"), signal)]);
  return { passed: terms.passed && privacy.passed, words: `${terms.words} ${privacy.words}`.slice(0, 500) };
}
