import type { ApprovalRow, CampaignRow, DeploymentRow, Facts, FileRow } from "./facts";
import { ownText } from "./marks";
import { receiptRefs, titleOf, wordsOf } from "./open-lines";
import type { ContextItem } from "./schemas";
import { shortRef } from "./short-ref";

const VERDICTS: Record<string, string> = {
  verified: "done, verified",
  executed: "carried out, not checked yet",
  unverifiable: "carried out, could not be checked",
  denied: "denied by the founder",
};

const actionLine = (tag: string, row: ApprovalRow): ContextItem => ({
  text: `${row.at} ${row.kind}: ${VERDICTS[row.state] ?? row.state} ${titleOf(tag, row)}${row.state === "denied" ? "" : wordsOf(tag, "checker", row.words)}`,
  refs: receiptRefs(row),
  trust: "system",
});

const campaignLine = (row: CampaignRow): ContextItem => ({
  text: `campaign “${ownText(row.name, 100)}”: ${row.status}${row.pause_reason === null ? "" : `, paused by ${row.pause_reason}`}, since ${row.at}`,
  refs: [shortRef("g", row.id)],
  trust: "founder",
});

const deploymentLine = (tag: string, row: DeploymentRow): ContextItem => ({
  text: `${row.at} site ${row.site}: publishing ${row.status}${row.url === null ? "" : `, at ${ownText(row.url, 200)}`}${wordsOf(tag, "vendor", row.error)}`,
  refs: [shortRef("d", row.id)],
  trust: "system",
});

const fileLine = (row: FileRow): ContextItem => ({
  text: `file “${ownText(row.name, 100)}”: ${ownText(row.content_type, 80)}, ${row.size_bytes.toLocaleString("en-US")} bytes, ${row.at}`,
  refs: [shortRef("f", row.id)],
  trust: "founder",
});

/** Campaigns and what was carried out before files, which change least. */
export const workLines = (tag: string, { campaigns, done, deployments, files }: Facts): ContextItem[] => [
  ...campaigns.slice(0, 5).map(campaignLine),
  ...done.map((row) => actionLine(tag, row)),
  ...deployments.map((row) => deploymentLine(tag, row)),
  ...campaigns.slice(5).map(campaignLine),
  ...files.map(fileLine),
];
