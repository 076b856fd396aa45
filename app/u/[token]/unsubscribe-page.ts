import type { Unsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { OPT_OUT_REASONS } from "@/lib/outreach/sequence/schemas";
import { escapeHtml } from "@/lib/platform/text";
import { formPage as page, PAGE_HEADERS as HEADERS } from "../../_ui/plain/form-page";

const senderOf = ({ companyName }: Unsubscribe): string =>
  `<strong>${escapeHtml(companyName ?? "this sender")}</strong>`;
const recipientOf = ({ maskedEmail }: Unsubscribe): string => `<strong>${escapeHtml(maskedEmail)}</strong>`;

/** The page behind the unsubscribe link. */
export function linkPage(link: Unsubscribe | null): Response {
  if (!link) return unknownPage();
  return link.unsubscribed ? donePage(link) : questionPage(link);
}

/** A question, with one button and no way to answer by accident. */
function questionPage(link: Unsubscribe): Response {
  const body = `<p>Press the button, and ${senderOf(link)} will not email ${recipientOf(link)} again.</p>
<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">Unsubscribe</button></form>
<details><summary>This was not meant for you?</summary>
<p>If an email was forwarded to you, its link unsubscribes ${recipientOf(link)}, not you. Close this page, and nothing changes.</p>
<p>If the address is yours, but the email is for somebody else, press the button: this sender then sends nothing more to your address.</p>
</details>`;
  return page({ title: "Unsubscribe?", body, status: 200 });
}

/** `asks` for the reason: once, of a person who just unsubscribed. */
export function donePage(link: Unsubscribe, { asks = false, thanks = false } = {}): Response {
  const body = `<p>${senderOf(link)} will not email ${recipientOf(link)} again. ${thanks ? "Thank you for your answer. " : ""}You can close this page.</p>
${asks ? REASON_FORM : ""}<details><summary>This was not meant for you?</summary>
<p>The sender cannot take an opt-out back. Tell them by answering the email, so that they write to this person in another way.</p>
</details>`;
  return page({ title: "You are unsubscribed", body, status: 200 });
}

const REASON_FORM = `<form method="post"><fieldset><legend>Why did you unsubscribe? (optional)</legend>${Object.entries(
  OPT_OUT_REASONS,
)
  .map(([reason, words]) => `<label><input type="radio" name="reason" value="${reason}" required> ${words}</label>`)
  .join("")}</fieldset><button type="submit">Send this answer</button></form>
`;

export function unknownPage(): Response {
  const body = `<p>This link is incomplete or does not exist. Copy it again from the email, or reply to the email with “unsubscribe”.</p>`;
  return page({ title: "This link does not work", body, status: 404 });
}

/** Whether it was stored nobody knows: asking again does no harm. */
export function failurePage(status: number): Response {
  const body = `<p>Try again in a minute, or reply to the email with “unsubscribe”.</p>`;
  return page({ title: "This did not work just now", body, status });
}

/** For a mail program that unsubscribes by itself (RFC 8058): no page, no cookie, no redirect. */
export function oneClickAnswer(known: boolean): Response {
  const headers = { ...HEADERS, "content-type": "text/plain; charset=utf-8" };
  return known
    ? new Response("You are unsubscribed.\n", { headers })
    : new Response("This link does not exist.\n", { status: 404, headers });
}
