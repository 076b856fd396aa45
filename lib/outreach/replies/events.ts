import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { MaskedAddress, Unnamed } from "@/lib/platform/unnamed";

const Thread = z.object({ threadId: z.uuid(), contactEmail: MaskedAddress });

const ARRIVED: Record<string, string> = {
  out_of_office: "is out of office",
  auto: "sent an automatic answer",
  wrong_person: "is not reached there any more",
  needs_look: "wrote something that needs a look; nothing is sent to them until you decide",
};

export const ReplyReceived = defineEvent(
  "reply.received",
  Thread.extend({ class: z.string(), messageId: z.uuid() }),
  (fact) => `${fact.contactEmail} ${ARRIVED[fact.class] ?? "wrote"}.`,
);
export const ReplyLabelled = defineEvent(
  "reply.labelled",
  Thread.extend({ label: z.string() }),
  ({ contactEmail, label }) => `The conversation with ${contactEmail} was labelled “${label.replaceAll("_", " ")}”.`,
);
export const ReplyAssigned = defineEvent(
  "reply.assigned",
  Thread.extend({ assignedTo: z.string().nullable() }),
  ({ contactEmail, assignedTo }) =>
    `The conversation with ${contactEmail} ${assignedTo === null ? "has no owner any more" : "was assigned"}.`,
);
export const PersonStopped = defineEvent(
  "reply.person_stopped",
  Thread,
  ({ contactEmail }) => `Sending to ${contactEmail} was stopped by hand.`,
);
export const PersonResumed = defineEvent(
  "reply.person_resumed",
  Thread,
  ({ contactEmail }) => `Sending to ${contactEmail} was resumed.`,
);
const Answer = Thread.extend({ answerId: z.uuid(), hash: z.string() });
export const AnswerWritten = defineEvent(
  "reply.answer_written",
  Answer,
  ({ contactEmail }) => `An answer to ${contactEmail} was written and waits for approval.`,
);
export const AnswerApproved = defineEvent(
  "reply.answer_approved",
  Answer,
  ({ contactEmail }) => `An answer to ${contactEmail} was approved.`,
);
export const AnswerSettled = defineEvent(
  "reply.answer_settled",
  Thread.extend({ answerId: z.uuid(), status: z.enum(["sent", "failed", "unknown"]), words: Unnamed }),
  ({ contactEmail, status, words }) =>
    status === "sent"
      ? `An answer was sent to ${contactEmail}.`
      : `An answer to ${contactEmail} ${status === "failed" ? "was not sent" : "may not have been sent"}: ${words}`,
);
