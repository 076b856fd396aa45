import type { LinkedRecommendation } from "@/lib/autopilot/nightshift/read-recommendation-link";
import type { Recommendation } from "@/lib/autopilot/nightshift/schemas";
import { appUrl } from "@/lib/platform/env";
import { escapeHtml } from "@/lib/platform/text";
import { formPage } from "../../_ui/plain/form-page";

const pageOf = ({ project_id, id }: Recommendation): string =>
  `<p><a href="${escapeHtml(`${appUrl()}/companies/${project_id}/night-shift#${id}`)}">Open the whole report</a></p>`;

/** The recommendation and one button: opening the link decides nothing. */
export function questionPage(
  { decision, company, recommendation }: LinkedRecommendation,
  confirmation: string,
): Response {
  const { title, why, state, action_draft, mode } = recommendation;
  const told = `<p><strong>${escapeHtml(title)}</strong><br>${escapeHtml(why)}</p><p>${escapeHtml(company)}</p>`;
  if (state !== "open") {
    const body = `${told}<p>It was decided, or no longer holds.</p>${pageOf(recommendation)}`;
    return formPage({ title: "There is nothing to decide here any more", body, status: 200 });
  }
  const verb = decision === "accepted" ? "Accept" : "Dismiss";
  const isStaged = action_draft !== null && mode === "live";
  const after =
    decision === "dismissed"
      ? "The same is not recommended again for 90 days, unless something new happens."
      : isStaged
        ? "It becomes a task, and its action waits under Approvals for a decision of its own."
        : "It becomes a task. Nothing is done by itself.";
  const body = `${told}<p>${after}</p>
<form method="post"><input type="hidden" name="confirm" value="${confirmation}"><button type="submit">${verb}</button></form>`;
  return formPage({ title: `${verb} this recommendation?`, body, status: 200 });
}

export function decidedPage(recommendation: Recommendation): Response {
  const { state, approval_id, project_id } = recommendation;
  const approvals = `${appUrl()}/companies/${project_id}/approvals/${approval_id}`;
  const words =
    state === "dismissed"
      ? "It is dismissed."
      : approval_id === null
        ? "It is accepted, and stands under Tasks."
        : `It is accepted. <a href="${escapeHtml(approvals)}">Decide about its action</a>.`;
  return formPage({ title: "Decided", body: `<p>${words}</p>${pageOf(recommendation)}`, status: 200 });
}

export const refusedPage = (words: string, status: number): Response =>
  formPage({ title: "Nothing was decided", body: `<p>${escapeHtml(words)}</p>`, status });

export const unknownPage = (): Response =>
  formPage({
    title: "This link does not work",
    body: "<p>It has expired, or is incomplete. Sign in and open the page Night shift.</p>",
    status: 404,
  });

export const failurePage = (status: number): Response =>
  formPage({
    title: "This did not work just now",
    body: "<p>Try again in a minute, or sign in and open the page Night shift.</p>",
    status,
  });
