import { describe, expect, it } from "vitest";
import { runCode, templateFile } from "./campaign-input";

const FILES = [1, 2, 3].flatMap((step) => [
  `Email ${step}.json`,
  `Email ${step}-SMTP.json`,
  `Email ${step}-Gateway.json`,
]);

describe.each(FILES)("%s", (file) => {
  const { nodes, connections } = templateFile(file);
  const report = String(nodes.find(({ name }) => name === "Report an interrupted lot")?.parameters["jsCode"]);

  it("fails with the reason of an interrupted lot, and ends quietly otherwise", () => {
    expect(() => runCode(report, { input: [{ stopped: "535 Bad login" }] })).toThrow(/535 Bad login/);
    expect(runCode(report, { input: [{ stopped: null, results: [] }] })).toEqual([{ stopped: null, results: [] }]);
  });

  it("claims again only while the lot before was full, and hands out only what was confirmed", () => {
    const next = (name: string) => connections[name]?.["main"]?.map((branch) => branch?.map(({ node }) => node));
    expect(next("Claim due emails")).toEqual([["Send each email"]]);
    expect(next("Is more due?")).toEqual([["Claim due emails"], ["Report an interrupted lot"]]);
    expect(nodes.filter(({ type }) => /smtp|gmail|emailSend/i.test(type))).toEqual([]);
  });

  it("sends by the mailbox that its name says", () => {
    const send = nodes.find(({ name }) => name === "Send each email");
    const transport = /-(SMTP|Gateway)/.exec(file)?.[1]?.toLowerCase() ?? "gmail";
    expect(send?.parameters["transport"]).toBe(transport);
    const accounts: Record<string, string[]> = { smtp: ["smtp"], gmail: ["gmailOAuth2"], gateway: [] };
    expect(Object.keys(send?.credentials ?? {})).toEqual(["httpHeaderAuth", ...(accounts[transport] ?? ["unknown"])]);
  });
});
