import { describe, expect, it } from "vitest";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { ReplyReport } from "@/lib/contracts/engine-replies";
import { CAMPAIGN_ID, campaignInput, runCode, type Row } from "./campaign-input";

const compiled = await compileCampaignWorkflows(campaignInput());
const codeOf = (templateId: string, name: string): string => {
  const workflow = compiled.find((candidate) => candidate.templateId === templateId);
  return String(workflow?.definition.nodes.find((node) => node.name === name)?.parameters["jsCode"]);
};
describe("mail from a mailbox", () => {
  const read = (json: Row) =>
    runCode(codeOf("reply_tracker", "Read the email"), { input: [json] }).map((row) => row["reply"]);

  it("is read from IMAP", () => {
    const json = {
      from: "Bob <Bob@Lead.example>",
      subject: "Re: Hello",
      textPlain: "Yes",
      metadata: { "message-id": "<m1@lead.example>", "in-reply-to": "<c1@acme.example>" },
    };
    expect(read(json)).toEqual([
      {
        campaign_id: CAMPAIGN_ID,
        from: "Bob <Bob@Lead.example>",
        subject: "Re: Hello",
        text: "Yes",
        html: "",
        message_id: "<m1@lead.example>",
        in_reply_to: "<c1@acme.example>",
        auto_submitted: "",
        headers: { "message-id": "<m1@lead.example>", "in-reply-to": "<c1@acme.example>" },
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
      { from: '"Bob" <bob@lead.example>', message_id: "<m1@lead.example>", in_reply_to: "<c1@acme.example>" },
    ]);
  });

  it("that a machine wrote carries the header that says so", () => {
    const json = { from: "bob@lead.example", subject: "Out of office", metadata: { "Auto-Submitted": "auto-replied" } };
    expect(read(json)).toMatchObject([{ auto_submitted: "auto-replied" }]);
  });

  it("reaches Greenlight in a shape that it takes", () => {
    for (const reply of read({ from: "bob@lead.example" })) expect(ReplyReport.safeParse(reply).success).toBe(true);
  });
});

describe("the requests to the webhooks", () => {
  const intake = (body: unknown) => () =>
    runCode(codeOf("reply_tracker", "Read the posted reply"), { input: [{ body }] });
  const optOut = (body: unknown) => () => runCode(codeOf("opt_out", "Write the opt-out"), { input: [{ body }] });

  it("needs an address", () => {
    for (const body of [undefined, {}, { from: 3, email: 3 }, { from: "x", email: "x" }, "text"]) {
      expect(intake(body)).toThrow(/needs/);
      expect(optOut(body)).toThrow(/needs/);
    }
    expect(intake({ from: "Bob <BOB@lead.example>", subject: 3 })()).toMatchObject([
      { reply: { from: "Bob <BOB@lead.example>", subject: "" } },
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
