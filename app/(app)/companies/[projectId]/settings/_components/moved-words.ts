import type { MovedPeople } from "@/lib/outreach/mailbox/schemas";

/** A move in numbers, with the approvals that it voided. */
export function movedWords({ moved, voided }: MovedPeople): string {
  const people = moved === 1 ? "1 person has" : `${moved} people have`;
  if (voided === 0) return `${people} another mailbox.`;
  const emails = voided === 1 ? "1 approved email waits" : `${voided} approved emails wait`;
  return `${people} another mailbox. ${emails} for your approval again, because the sender changed.`;
}
