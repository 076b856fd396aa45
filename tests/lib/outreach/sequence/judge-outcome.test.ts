import { describe, expect, test } from "vitest";
import { judgeOutcome, judgeTrouble } from "@/lib/outreach/sequence/judge-outcome";

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

const VECTORS: Record<string, string[]> = {
  bounced: [
    "550 5.1.1 <ann@example.org>: Email address could not be found, or was misspelled (G8)",
    "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking",
    "550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 Learn more",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ann@example.org not found by SMTP address lookup",
    "554 delivery error: dd This user doesn't have a yahoo.com account (ann@yahoo.com) [0]",
    "550 #5.1.0 Address rejected. User unknown",
    "550 User unknown",
    "550 Unknown recipient",
    "550 Invalid recipient",
    "550 Unrouteable address",
    "550 <ann@example.org> is not a known user",
    "550 no mailbox by that name is currently available",
    "550 5.0.0 Mailbox not found",
    "553 5.3.0 <ann@example.org>... Addressee unknown, relay=[192.0.2.7]",
    "550 5.1.2 Host unknown (Name server: example.org: host not found)",
    "553 5.1.3 Bad recipient address syntax",
    "550 5.1.6 Recipient no longer on server",
    "550 Account does not exist",
  ],
  account_refused: [
    "550 5.7.1 Relaying denied",
    "554 5.7.1 <ann@example.org>: Relay access denied",
    "553 sorry, that domain isn't in my list of allowed rcpthosts",
    "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
    "550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.example",
    "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using a blacklist",
    "550 5.7.606 Access denied, banned sending IP [192.0.2.7]",
    "550 5.7.23 The message was rejected because of Sender Policy Framework violation",
    "550 5.7.26 This mail has been blocked because the sender is unauthenticated. DMARC",
    "550 5.7.509 Access denied, sending domain acme.example does not pass DMARC verification",
    "550 5.7.515 Access denied, sending domain does not meet the required authentication level",
    "550 DKIM signature did not verify",
    "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; message rejected as spam",
    "550 5.1.8 Access denied, bad outbound sender",
    "553 5.7.1 Sender address rejected: not owned by user jo",
    "550 Sender verify failed",
    "450 4.1.8 <jo@acme.example>: Sender address rejected: Domain not found",
    "550 5.4.5 Daily sending quota exceeded",
    "454 4.7.0 Too many login attempts, please try again later",
    "452 4.5.3 Too many recipients",
    "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail",
    "421 4.3.2 Service not available, closing transmission channel",
    "451 4.7.651 The mail server [192.0.2.7] has been temporarily rate limited",
    "432 4.3.2 Concurrent connections limit exceeded",
    "530 5.7.0 Must issue a STARTTLS command first",
    "530 Must issue a STARTTLS command first",
    "535 Incorrect authentication data",
    "534 5.7.9 Application-specific password required",
    "550 Account suspended",
    "554 IP reverse DNS lookup failed",
    "550 High probability of spam",
  ],
  deferred: [
    "452 4.2.2 The email account that you tried to reach is over quota",
    "552 5.2.2 The email account that you tried to reach is over quota",
    "422 The recipient's mailbox is full",
    "552 Requested mail action aborted: recipient over quota",
    "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages",
    "450 4.2.0 <ann@example.org>: Recipient address rejected: Greylisted, see https://grey.example",
    "451 4.7.1 Greylisting in action, please come back later",
    "421 4.7.0 Graylisted, please try again in 300 seconds",
    "450 4.1.2 Recipient address rejected: Domain not found",
    "450 4.1.1 <ann@example.org>: Recipient address rejected: unverified address",
    "451 4.3.0 Temporary lookup failure",
    "451 Requested action aborted: local error in processing",
    "450 Requested mail action not taken: mailbox unavailable",
  ],
  failed: [
    "552 5.3.4 Message size exceeds fixed maximum message size",
    "552 Message size exceeds maximum permitted",
    "552 5.2.3 Message length exceeds administrative limit",
    "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
    "550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission",
    "550 5.4.1 Recipient address rejected: Access denied",
    "550 5.2.1 The email account that you tried to reach is disabled",
    "550 5.5.0 Requested action not taken: mailbox unavailable",
    "501 5.1.0 Address format not accepted",
    "501 Syntax error in parameters or arguments",
    "501 5.5.4 Invalid argument",
    "554 5.6.0 Message content could not be parsed",
    "551 User not local; please try another path",
    "554 5.5.1 Error: no valid recipients",
    "554 Transaction failed",
    "550 5.4.6 Routing loop detected",
  ],
};

test.each(Object.entries(VECTORS).flatMap(([want, answers]) => answers.map((answer) => [answer, want] as const)))(
  "%s → %s",
  (answer, want) => {
    expect(judge(answer)).toBe(want);
  },
);

test.each([
  ["550 5.4.5 Daily user sending limit exceeded", "quota"],
  ["421 4.7.0 Too many messages, slow down", "quota"],
  ["535 5.7.8 authentication failed", "login"],
  ["The mail server offers no login on this port.", "login"],
  ["554 rejected due to the sending server's poor reputation", "blocked"],
  ["550 Service unavailable; client [192.0.2.7] is listed at a blocklist", "blocked"],
  ["550 SPF check failed for acme.example", "policy"],
  ["550 relay not permitted", "policy"],
  ["connect ECONNREFUSED 192.0.2.7:587", "unreachable"],
  ["getaddrinfo ENOTFOUND smtp.nowhere.example", "unreachable"],
])("%s is trouble of the kind %s", (response, kind) => {
  expect(judgeTrouble({ response })).toBe(kind);
});
