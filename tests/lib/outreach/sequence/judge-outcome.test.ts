import { describe, expect, test } from "vitest";
import { judgeOutcome } from "@/lib/outreach/sequence/judge-outcome";

const judge = (response: string, code?: string | number) => judgeOutcome({ status: "refused", response, code });

describe("a refusal", () => {
  test.each([
    "550 5.1.1 No such user",
    "550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown in virtual mailbox table",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
    "550 No such user here",
    "550 Recipient address rejected: User unknown",
    "550-5.1.1 The email account that you tried to reach does not exist.",
    "553 Mailbox does not exist",
  ])("says there is no such mailbox: %s", (response) => {
    expect(judge(response)).toBe("bounced");
  });

  test.each([
    "550 5.4.5 Daily user sending limit exceeded",
    "550 relay not permitted",
    "550 Service unavailable; client [192.0.2.7] is listed at a blocklist, see https://blocklist.example/q?192.0.2.7",
    "554 rejected due to the sending server's poor reputation",
    "550 5.1.8 Bad outbound sender",
    "550 SPF check failed for acme.example",
    "550 5.7.1 Relaying denied",
    "535 5.7.8 authentication failed",
    "421 4.7.0 Too many messages, slow down",
    "450 4.7.28 unusual rate of mail",
    "452 4.3.1 Insufficient system storage",
    "554 5.7.1 Message rejected as spam",
  ])("is about the sender: %s", (response) => {
    expect(judge(response)).toBe("account_refused");
  });

  test.each([
    "552 5.2.2 Mailbox is over quota",
    "452 4.2.2 The recipient's inbox is full",
    "550 mailbox full",
    "450 4.7.1 Greylisted, try again in 5 minutes",
    "451 try again later",
  ])("is over in a while: %s", (response) => {
    expect(judge(response)).toBe("deferred");
  });

  test.each(["554 5.6.0 message cannot be read", "501 5.5.4 Syntax error", "550 mailbox unavailable"])(
    "ends this email and says nothing of the person: %s",
    (response) => {
      expect(judge(response)).toBe("failed");
    },
  );

  test("without the server's words is tried again", () => {
    expect(judge("the message has no recipient")).toBe("refused");
    expect(judgeOutcome({ status: "refused" })).toBe("refused");
  });

  test("is read from the code too", () => {
    expect(judge("not here", "5.1.1")).toBe("bounced");
    expect(judge("no", 451)).toBe("deferred");
  });
});

describe("a bounce", () => {
  test("is one, unless the server's words say otherwise", () => {
    expect(judgeOutcome({ status: "bounced" })).toBe("bounced");
    expect(judgeOutcome({ status: "bounced", response: "550 mailbox unavailable" })).toBe("bounced");
    expect(judgeOutcome({ status: "bounced", response: "552 5.2.2 over quota" })).toBe("deferred");
    expect(judgeOutcome({ status: "bounced", response: "550 5.7.1 blocked by policy" })).toBe("account_refused");
  });
});

test.each(["sent", "unknown", "not_sent", "server_unusable"] as const)("%s is taken as reported", (status) => {
  expect(judgeOutcome({ status, response: "550 5.1.1 No such user" })).toBe(status);
});
