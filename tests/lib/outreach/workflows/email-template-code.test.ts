import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { runCode, templateFile, type Row } from "./campaign-input";

const codeOf = (file: string, name: string): string => {
  const code = templateFile(file).nodes.find((node) => node.name === name)?.parameters["jsCode"];
  if (typeof code !== "string") throw new Error(`${file} has no code node ${name}`);
  return code;
};
const claims = [{ claim_id: "a" }, { claim_id: "b" }, { claim_id: "c" }];

describe.each([1, 2, 3])("Email %i by SMTP", (step) => {
  it("records each message's own outcome, and unknown for one nobody spoke of", () => {
    const input = [
      { claim_id: "b", outcome: "refused", provider_message_id: null, detail: "550 no such user" },
      { claim_id: "a", outcome: "sent", provider_message_id: "<a@x>", detail: "250 ok" },
    ];
    const rows = runCode(codeOf(`Email ${step}-SMTP.json`, "Read the outcomes"), {
      input,
      nodes: { "Claim due emails": claims },
    });
    expect(rows.map(({ claim_id, outcome }) => [claim_id, outcome])).toEqual([
      ["a", "sent"],
      ["b", "refused"],
      ["c", "unknown"],
    ]);
  });

  it("never takes a passed-through claim or an unheard-of outcome for sent", () => {
    const input = [{ claim_id: "a" }, { claim_id: "b", outcome: "maybe" }, { error: "broken" }];
    const rows = runCode(codeOf(`Email ${step}-SMTP.json`, "Read the outcomes"), {
      input,
      nodes: { "Claim due emails": claims },
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown", "unknown"]);
  });

  it("marks what the dashboard accepted, keeps what it refused, and says so at the end", () => {
    const file = `Email ${step}-SMTP.json`;
    const report = [{ claim_ids: ["a", "b"], events: [] }];
    const rejected = [{ index: 0, error: "is not an address", code: "event.invalid" }];
    const [sorted] = runCode(codeOf(file, "Sort out what was accepted"), {
      input: [{ ok: true, accepted: 1, rejected }],
      nodes: { "Gather the report": report },
    });
    expect(sorted).toEqual({ claim_ids: ["b"], rejected });
    const complain = (found: Row) => () =>
      runCode(codeOf(file, "Complain about refused events"), { nodes: { "Sort out what was accepted": [found] } });
    expect(complain(sorted ?? {})).toThrow(/is not an address/);
    expect(complain({ rejected: [] })).not.toThrow();
  });

  it("marks nothing when the dashboard did not confirm", () => {
    const nodes = { "Gather the report": [{ claim_ids: ["a"], events: [] }] };
    const code = codeOf(`Email ${step}-SMTP.json`, "Sort out what was accepted");
    expect(() => runCode(code, { input: [{ data: "<html>starting up</html>" }], nodes })).toThrow(/stay unreported/);
  });
});

describe("Email by Gmail", () => {
  const claim = {
    claim_id: "0b0e7a52-6c1d-4f0e-9a55-6a1c4a3b2f10",
    from_email: "ada@acme.example",
    from_name: 'Ada "The Boss" Müller',
    to_email: "bob@lead.example",
    to_name: "Bob\r\nBcc: victim@x.example",
    subject: "Größe 🦄 und ein langer Betreff, der über mehrere Wörter geht\r\nBcc: victim@x.example",
    text_body: "Hello\nÜnï\n.\nBye",
    html_body: "<p>Hello Ünï</p>",
    message_id: "<0b0e7a52@acme.example>",
    list_unsubscribe: "<https://acme.example/u/token>",
    list_unsubscribe_post: "List-Unsubscribe=One-Click",
  };

  it("writes a message any mail program reads, and no lead can add a header", async () => {
    const [row] = runCode(codeOf("Email 1.json", "Write each message"), { input: [claim] });
    const source = Buffer.from(String(row?.["raw"]), "base64url").toString("utf8");
    const mail = await simpleParser(source);
    expect(mail.messageId).toBe(claim.message_id);
    expect(mail.from?.value).toEqual([{ address: claim.from_email, name: claim.from_name }]);
    expect(mail.to).toMatchObject({ value: [{ address: claim.to_email }] });
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toBe(claim.subject.replace("\r\n", " "));
    expect(mail.text?.trim()).toBe(claim.text_body);
    expect(mail.html).toContain("Hello Ünï");
    expect(source).toContain("List-Unsubscribe: <https://acme.example/u/token>\r\n");
    expect(source).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    expect(source.split("\r\n").every((line) => Buffer.byteLength(line) <= 998)).toBe(true);
  });

  /** As the engine hands on a failed request: status and vendor's words are in the cause. */
  const failure = (message: string, cause: string, description?: string) => ({
    error: { name: "NodeApiError", message, description, context: {}, cause: { name: "AxiosError", message: cause } },
  });

  it.each([
    [{ id: "18c", threadId: "t" }, "sent"],
    [failure("Bad request", '400 - "{\\"error\\":{\\"code\\":400}}"', "Invalid To header"), "refused"],
    [failure("Bad request", '400 - "{}"', "Something else"), "failed"],
    [failure("Authorization failed", '401 - "{}"'), "failed"],
    [failure("The service is receiving too many requests", '429 - "{}"'), "failed"],
    [failure("The service refused the connection", "connect ECONNREFUSED 1.2.3.4:443"), "failed"],
    [failure("The connection cannot be established", "getaddrinfo ENOTFOUND gmail"), "failed"],
    [{ error: "Unable to sign without access token!" }, "failed"],
    [failure("Service unavailable", '503 - "{}"'), "unknown"],
    [failure("Request timed out", '408 - "{}"'), "unknown"],
    [failure("The connection was closed unexpectedly", "socket hang up"), "unknown"],
    [failure("Internal error", '500 - "credential store"'), "unknown"],
    [{}, "unknown"],
  ])("reads the answer %j as %s", (answer, outcome) => {
    const nodes = { "Claim due emails": [{ claim_id: "a" }] };
    expect(runCode(codeOf("Email 2.json", "Read the outcomes"), { input: [answer], nodes })[0]).toMatchObject({
      outcome,
    });
  });

  it("takes nothing for granted when answers and claims do not match", () => {
    const rows = runCode(codeOf("Email 3.json", "Read the outcomes"), {
      input: [{ id: "1" }, { id: "2" }],
      nodes: { "Claim due emails": claims },
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown", "unknown"]);
  });
});
