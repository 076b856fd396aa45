import { AppError } from "@/lib/platform/errors";
import type { ApplicationMessage } from "./port";

const ONE_ADDRESS = /^[^\s<>,;:"()@\p{Cc}]+@[^\s<>,;:"()@\p{Cc}]+$/u;
const ONE_ID = /^<[^\s<>\p{Cc}]+>$/u;

/** The message with a subject of one line; throws unless it goes to exactly one address: nothing in it can become another header. */
export function checkedMessage(message: ApplicationMessage): ApplicationMessage {
  if (!ONE_ADDRESS.test(message.to) || !ONE_ID.test(message.messageId)) {
    throw new AppError("invalid", "This is not one mail address, or the message id is not one.", {
      code: "mail.address_invalid",
    });
  }
  return { ...message, subject: message.subject.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim() };
}
