import { describe, expect, it } from "vitest";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { CAMPAIGN_ID, campaignInput, runCode, WORKSPACE_ID, type Row } from "./campaign-input";

const compiled = await compileCampaignWorkflows(campaignInput());
const codeOf = (templateId: string, name: string): string => {
  const workflow = compiled.find((candidate) => candidate.templateId === templateId);
  return String(workflow?.definition.nodes.find((node) => node.name === name)?.parameters["jsCode"]);
};
const mail = {
  from: "bob@lead.example",
  subject: "Re: Hello",
  text: "Sounds good",
  message_id: "<m1@lead.example>",
  in_reply_to: "",
};
const classify = (message: Partial<typeof mail>, executionId = "7") =>
  runCode(codeOf("reply_tracker", "Is it a reply or an opt-out?"), {
    input: [{ message: { ...mail, ...message } }],
    executionId,
  });
const typeOf = (message: Partial<typeof mail>) => (classify(message)[0]?.["event"] as Row)["event_type"];

describe("a reply", () => {
  it("becomes an event whose key is the message's, whatever run sees it", () => {
    const [row] = classify({});
    expect(row?.["url"]).toBe("http://127.0.0.1:3000/api/events");
    expect(row?.["event"]).toMatchObject({
      workspace_id: WORKSPACE_ID,
      campaign_id: CAMPAIGN_ID,
      contact_email: "bob@lead.example",
      event_type: "replied",
      idempotency_key: `${WORKSPACE_ID}:<m1@lead.example>:replied`,
    });
    const key = (rows: Row[]) => (rows[0]?.["event"] as Row)["idempotency_key"];
    expect(key(classify({}, "8"))).toBe(key(classify({}, "9")));
    expect(key(classify({ message_id: "" }))).toBe(key(classify({ message_id: "" })));
    expect(key(classify({ message_id: "" }))).not.toBe(key(classify({ message_id: "", text: "other" })));
    expect(String(key(classify({ message_id: "x".repeat(900) }))).length).toBeLessThanOrEqual(200);
    expect(key(classify({ message_id: "x".repeat(900) + "1" }))).not.toBe(
      key(classify({ message_id: "x".repeat(900) + "2" })),
    );
  });

  it("is not one of our own mails", () => {
    expect(classify({ from: "ada@acme.example" })).toEqual([]);
  });

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
  ])("that says %j is an opt-out", (text) => {
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
  ])("that says %j is not", (text) => {
    expect(typeOf({ text })).toBe("replied");
  });

  it("by the subject alone is an opt-out too", () => {
    expect(typeOf({ subject: "Re: unsubscribe", text: "" })).toBe("opt_out");
    expect(typeOf({ subject: "How to unsubscribe in style", text: "" })).toBe("replied");
  });
});

describe("mail from a mailbox", () => {
  const read = (json: Row) =>
    runCode(codeOf("reply_tracker", "Read the mail"), { input: [json] }).map((row) => row["message"]);

  it("is read from IMAP", () => {
    const json = {
      from: "Bob <Bob@Lead.example>",
      subject: "Re: Hello",
      textPlain: "Yes",
      metadata: { "message-id": "<m1@lead.example>", "in-reply-to": "<c1@acme.example>" },
    };
    expect(read(json)).toEqual([
      {
        from: "bob@lead.example",
        subject: "Re: Hello",
        text: "Yes",
        message_id: "<m1@lead.example>",
        in_reply_to: "<c1@acme.example>",
      },
    ]);
  });

  it("is read from Gmail", () => {
    const json = {
      id: "18c",
      from: { value: [{ address: "bob@lead.example" }], text: '"Bob" <bob@lead.example>' },
      subject: "Re: Hello",
      text: "Yes",
      headers: { "message-id": "Message-ID: <m1@lead.example>", "in-reply-to": "In-Reply-To: <c1@acme.example>" },
    };
    expect(read(json)).toMatchObject([
      { from: "bob@lead.example", message_id: "<m1@lead.example>", in_reply_to: "<c1@acme.example>" },
    ]);
  });

  it("that a machine wrote is left out", () => {
    const json = { from: "bob@lead.example", subject: "Out of office", metadata: { "Auto-Submitted": "auto-replied" } };
    expect(read(json)).toEqual([]);
    expect(read({ from: "nobody" })).toEqual([]);
  });
});

describe("what is posted to the webhooks", () => {
  const intake = (body: unknown) => () =>
    runCode(codeOf("reply_tracker", "Read the posted reply"), { input: [{ body }] });
  const optOut = (body: unknown) => () => runCode(codeOf("opt_out", "Write the opt-out"), { input: [{ body }] });

  it("needs an address", () => {
    for (const body of [undefined, {}, { from: 3, email: 3 }, { from: "x", email: "x" }, "text"]) {
      expect(intake(body)).toThrow(/needs/);
      expect(optOut(body)).toThrow(/needs/);
    }
    expect(intake({ from: "Bob <BOB@lead.example>", subject: 3 })()).toMatchObject([
      { message: { from: "bob@lead.example", subject: "" } },
    ]);
  });

  it("is one opt-out however often it is posted", () => {
    const post = () => optOut({ email: " Bob@Lead.example ", reason: "no\0 thanks" })()[0]?.["event"] as Row;
    expect(post()).toMatchObject({
      contact_email: "bob@lead.example",
      event_type: "opt_out",
      metadata: { reason: "no thanks" },
    });
    expect(post()["idempotency_key"]).toBe(post()["idempotency_key"]);
    const long = optOut({ email: `${"x".repeat(240)}@lead.example` })()[0]?.["event"] as Row;
    expect(String(long["idempotency_key"]).length).toBeLessThanOrEqual(200);
  });
});
