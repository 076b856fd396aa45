import type { ShownLink } from "@/lib/company/approvals/read-approval-link";
import type { Approval } from "@/lib/company/approvals/schemas";
import { appUrl } from "@/lib/platform/env";
import { escapeHtml } from "@/lib/platform/text";
import { formPage } from "../../_ui/plain/form-page";

const pageOf = ({ project_id, id }: Approval): string =>
  `<p><a href="${escapeHtml(`${appUrl()}/companies/${project_id}/approvals/${id}`)}">Open its page</a></p>`;

const fact = (name: string, value: string): string =>
  `<p><strong>${escapeHtml(name)}</strong><br>${escapeHtml(value)}</p>`;

/** The effect and one button: opening the link decides nothing. */
export function questionPage({ decision, approval, isOpen }: ShownLink, confirmation: string): Response {
  if (!isOpen) return closedPage(approval);
  const parts = (approval.versions[0]?.parts ?? []).flatMap((part) =>
    "text" in part ? [fact(part.label, part.text)] : [],
  );
  const verb = decision === "approved" ? "Approve" : "Deny";
  const after =
    decision === "approved"
      ? `It is carried out ${approval.undo_window_seconds} seconds later, unless it is taken back.`
      : "Nothing is done.";
  const body = `${fact("Action", approval.title)}${fact("Account that acts", approval.account_label)}${parts.join("")}<p>${after}</p>
<form method="post"><input type="hidden" name="confirm" value="${confirmation}"><button type="submit">${verb}</button></form>`;
  return formPage({ title: `${verb} this?`, body, status: 200 });
}

export function decidedPage(approval: Approval): Response {
  const words =
    approval.state === "denied"
      ? "It is denied, and nothing is done."
      : `It is approved, and is carried out at ${(approval.not_before ?? "").slice(11, 19)} UTC unless it is taken back on its page.`;
  return formPage({ title: "Decided", body: `<p>${words}</p>${pageOf(approval)}`, status: 200 });
}

const closedPage = (approval: Approval): Response =>
  formPage({
    title: "There is nothing to decide here any more",
    body: `<p>“${escapeHtml(approval.title)}” was decided, changed or ended meanwhile.</p>${pageOf(approval)}`,
    status: 200,
  });

export const refusedPage = (words: string, status: number): Response =>
  formPage({ title: "Nothing was decided", body: `<p>${escapeHtml(words)}</p>`, status });

export const unknownPage = (): Response =>
  formPage({
    title: "This link does not work",
    body: "<p>It has expired, or is incomplete. Sign in and open the page Approvals.</p>",
    status: 404,
  });

export const failurePage = (status: number): Response =>
  formPage({
    title: "This did not work just now",
    body: "<p>Try again in a minute, or sign in and open the page Approvals.</p>",
    status,
  });
