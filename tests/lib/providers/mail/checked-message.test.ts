import { expect, test } from "vitest";
import { checkedMessage } from "@/lib/providers/mail/checked-message";

const message = { to: "ann@example.com", subject: "Hello", text: "", html: "", messageId: "<a.1@greenlight>" };

test("a message to one address passes, its subject on one line", () => {
  expect(checkedMessage(message)).toEqual(message);
  expect(checkedMessage({ ...message, subject: " a\r\nb\0\u2028c\t " }).subject).toBe("a b c");
});

test.each([
  "",
  "ann",
  "ann@example.com\r\nBcc: eve@example.com",
  "ann@example.com,eve@example.com",
  "Ann <ann@example.com>",
  "a@b@c.example",
  "ann@example.com\0",
])("%j is not one address", (to) => {
  expect(() => checkedMessage({ ...message, to })).toThrow(expect.objectContaining({ code: "mail.address_invalid" }));
});

test.each(["a@b", "<a@b>\r\nBcc: eve@example.com", "<a b@c>", "<>"])("%j is not a message id", (messageId) => {
  expect(() => checkedMessage({ ...message, messageId })).toThrow(
    expect.objectContaining({ code: "mail.address_invalid" }),
  );
});
