import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { TxCtx } from "@/lib/platform/transaction";
import { judgeFinding, type FindingFault, type Reported } from "./judge-finding";
import { emptySources, replaceFindings, selectSources } from "./store";

type Kept = { findings: number; rejected: { index: number; fault: FindingFault }[] };

const MOST_FINDINGS = 20;

/**
 * Stores the reported findings about a lead that their sources bear out, in the place of those of before; answers how many, and why the others were
 * not kept. The texts that were read are dropped with it.
 */
export async function keepFindings(
  tx: TxCtx,
  { leadId, reported }: { leadId: string; reported: readonly Reported[] },
): Promise<Kept> {
  requirePermission(tx, "sequence.write");
  const sources = await selectSources(tx, leadId);
  const documents = sources.flatMap(({ source, documents: read }) => read.map((document) => ({ source, ...document })));
  if (documents.length === 0)
    return { findings: 0, rejected: reported.map((_, index) => ({ index, fault: "url.unread" })) };

  const judged = reported.map((finding) => judgeFinding(finding, documents));
  const good = judged.flatMap((finding) => {
    const source = "fault" in finding ? undefined : documents.find(({ url }) => url === finding.url)?.source;
    return "fault" in finding || source === undefined ? [] : [{ ...finding, source }];
  });
  const kept = good.filter(({ quote }, index) => good.findIndex((other) => other.quote === quote) === index);
  await replaceFindings(tx, leadId, kept.slice(0, MOST_FINDINGS));
  await emptySources(tx, leadId);
  return {
    findings: Math.min(kept.length, MOST_FINDINGS),
    rejected: judged.flatMap((finding, index) => ("fault" in finding ? [{ index, fault: finding.fault }] : [])),
  };
}
