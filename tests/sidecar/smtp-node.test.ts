import { createRequire } from "node:module";
import { expect, test } from "vitest";

type Executed = { json: { claim_id: string; outcome: string; detail: string } }[][];
type SmtpNode = { execute(this: object): Promise<Executed> };

const require = createRequire(import.meta.url);
const { GreenlightSmtpSend } = require("../../sidecar/n8n/nodes/GreenlightSmtpSend.node.js") as {
  GreenlightSmtpSend: new () => SmtpNode;
};

test("a mail account that cannot be read: nothing was sent, and every claim says so", async () => {
  const n8n = {
    getCredentials: () => Promise.reject(new Error("Credential with ID 7 does not exist")),
    getInputData: () => [{}, {}],
    getNodeParameter: (name: string, item: number) => `${name}-${item}`,
  };
  const [items = []]: Executed = await GreenlightSmtpSend.prototype.execute.call(n8n);
  expect(items.map(({ json }) => json)).toEqual(
    [0, 1].map((item) =>
      expect.objectContaining({
        claim_id: `claimId-${item}`,
        outcome: "failed",
        detail: expect.stringContaining("does not exist"),
      }),
    ),
  );
});

test("a stopped execution sends nothing more: every message that is left says so", async () => {
  const cancel = new AbortController();
  cancel.abort();
  const n8n = {
    getExecutionCancelSignal: () => cancel.signal,
    getCredentials: () => Promise.resolve({ host: "127.0.0.1", port: 1, secure: false, user: "", password: "" }),
    getInputData: () => [{}, {}],
    getNodeParameter: (name: string, item: number) => `${name}-${item}`,
  };
  const [items = []]: Executed = await GreenlightSmtpSend.prototype.execute.call(n8n);
  expect(items.map(({ json }) => json.outcome)).toEqual(["failed", "failed"]);
  expect(items[1]?.json.detail).toBe("The execution was stopped before this message.");
});
