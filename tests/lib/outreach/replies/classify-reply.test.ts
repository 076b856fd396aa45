import { expect, it } from "vitest";
import { classifyReply } from "@/lib/outreach/replies/classify-reply";

const typeOf = (message: Partial<Parameters<typeof classifyReply>[0]>) =>
  classifyReply({ subject: "Re: Hello", text: "Sounds good", ...message });

it.each([
  "Please unsubscribe me",
  "STOP",
  "stop.",
  "Please remove me from your list",
  "take us off this list",
  "Stop emailing me!",
  "Hi,\nI want to opt out.\nBob",
  "don't contact me again",
  "Please stop\n\nOn Mon, Ada wrote:\n> Hello",
])("a reply that says %j is an opt-out", (text) => {
  expect(typeOf({ text })).toBe("opt_out");
});

it.each([
  "We can't stop talking about it. Call me!",
  "Stop by our office on Monday",
  "Great!\n\nOn Mon, 1 Jan 2026 at 10:00, Ada <ada@acme.example> wrote:\n> Hi\n> Unsubscribe: https://x.example/u/t",
  "Great!\n\nOn Mon, 1 Jan 2026 at 10:00, Ada\n<ada@acme.example> wrote:\nUnsubscribe: https://x.example/u/t",
  "Interesting\n-----Original Message-----\nUnsubscribe here",
  "Interesting\n________________________________\nFrom: Ada <ada@acme.example>\nUnsubscribe",
  "",
])("a reply that says %j is not", (text) => {
  expect(typeOf({ text })).toBe("replied");
});

it("a reply by the subject alone is an opt-out too", () => {
  expect(typeOf({ subject: "Re: unsubscribe", text: "" })).toBe("opt_out");
  expect(typeOf({ subject: "How to unsubscribe in style", text: "" })).toBe("replied");
});
