import { appUrl } from "@/lib/platform/env";
import { escapeHtml, oneLine } from "@/lib/platform/text";
import type { ApprovalVersion, StoredApproval } from "./schemas";

export type EmailLinks = { approve: string; deny: string };

type Asked = {
  approval: StoredApproval;
  parts: ApprovalVersion["parts"];
  company: string;
  /** Null when only a signed-in person decides it. */
  links: EmailLinks | null;
};

const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** A proposal as an email: exactly what would happen, through which account, until when it is decided, and how. */
export function approvalEmail({ approval, parts, company, links }: Asked): {
  subject: string;
  text: string;
  html: string;
} {
  const { id, project_id, title, account_label, cost_cap_cents, expires_at } = approval;
  const page = `${appUrl()}/companies/${project_id}/approvals/${id}`;
  const facts = [
    ["Account that acts", account_label],
    ["Costs at most", cost_cap_cents === 0 ? "nothing" : `$${(cost_cap_cents / 100).toFixed(2)}`],
    ["Decide by", `${MOMENT.format(new Date(expires_at))} UTC`],
    ...parts.flatMap((part) => ("text" in part ? [[part.label, part.text]] : [])),
  ] as [string, string][];
  const ways: [string, string][] = links
    ? [
        ["Approve", `${appUrl()}/a/${links.approve}`],
        ["Deny", `${appUrl()}/a/${links.deny}`],
        ["Read it on its page", page],
      ]
    : [["Sign in to decide", page]];
  const after =
    "Nothing happens until you decide, and nothing happens if you do not. A link shows a page first; its button decides.";
  const name = oneLine(company);
  const text = [
    `“${title}” waits for your decision in ${name}.`,
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...ways.map(([label, href]) => `${label}:\n${href}`),
    after,
  ];
  const html = [
    `<p><strong>${escapeHtml(title)}</strong> waits for your decision in ${escapeHtml(name)}.</p>`,
    `<table>${facts.map(([label, value]) => `<tr><td>${escapeHtml(label)}</td><td style="white-space:pre-wrap">${escapeHtml(value)}</td></tr>`).join("")}</table>`,
    `<p>${ways.map(([label, href]) => `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`).join(" · ")}</p>`,
    `<p>${escapeHtml(after)}</p>`,
  ];
  return {
    subject: `Approve? ${Array.from(oneLine(title)).slice(0, 120).join("")}`,
    text: `${text.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${html.join("\n")}\n</body></html>\n`,
  };
}
