import { sha256 } from "@/lib/platform/ids";
import type { Content, SenderOfAnswers } from "./store-answers";

/** Stands for everything that would leave: another recipient, sender, word or thread is another answer. */
export const hashOf = (content: Content, sender: SenderOfAnswers): string =>
  sha256(
    JSON.stringify([
      sender.email,
      sender.name,
      content.to,
      content.subject,
      content.body,
      content.inReplyTo,
      content.references,
    ]),
  );

export const answerSubject = (subject: string): string =>
  (/^re ?:/i.test(subject) ? subject : `Re: ${subject}`).slice(0, 500);
