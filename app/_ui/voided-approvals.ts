import { notifySuccess } from "./notify";
import { formatCounted } from "./numbers";

/** An answer of the API that may say how many approvals a change made void. */
export type WithVoided = { voided_approvals: number };

/** Says how many approved emails wait for the founder again; nothing when it is none. */
export function notifyVoided({ voided_approvals: count }: WithVoided): void {
  if (count === 0) return;
  notifySuccess(
    `${formatCounted(count, "email waits", "emails wait")} for approval again`,
    "Their text, sender or recipient is another than the one you approved.",
  );
}

/** The approved emails that were dropped with their recipients; undefined when there are none. */
export const unsentEmails = ({ voided_approvals: count }: WithVoided): string | undefined =>
  count === 0 ? undefined : `${formatCounted(count, "approved email is", "approved emails are")} not sent.`;
