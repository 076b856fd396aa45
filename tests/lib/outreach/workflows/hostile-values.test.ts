import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWorkflow } from "@/lib/outreach/workflows/compile-workflow";
import { loadTemplates } from "@/lib/outreach/workflows/load-templates";
import { isCode } from "@/lib/outreach/workflows/node-kinds";
import type { CompiledWorkflow, WorkflowNode } from "@/lib/outreach/workflows/schemas";
import { workflowName } from "@/lib/outreach/workflows/workflow-name";
import { campaignInput, extraNode, runCode, smallTemplate } from "./campaign-input";

const HOSTILE = [
  "{{ $env.X }}",
  "={{ $env.X }}",
  '=HYPERLINK("http://evil.example","x")',
  "Quote \" and ' and ` and \\ end",
  "line\nbreak\r\n\u2028\u2029\0",
  "$& $1 $` $' $$",
  '"}}]; throw new Error("run"); //',
  "${process.exit(1)}",
  "YOUR_NAME YOUR_CREDENTIAL_SMTP_ID YOUR_NOTHING",
  "*/ </script> <!-- 🦄 Ünï \ud83e",
  "__proto__",
  "",
];
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...HOSTILE)).map((parts) => parts.join("")),
);
const withTexts = (name: string, text: string) =>
  campaignInput({ values: { ...campaignInput().values, COMPANY_NAME: name, COMPANY_DESCRIPTION: text } });
const codeOf = (node: WorkflowNode | undefined) => String(node?.parameters["jsCode"]);
const withoutCode = ({ definition }: CompiledWorkflow) =>
  definition.nodes.map((node) => ({ ...node, parameters: { ...node.parameters, jsCode: undefined } }));

describe("a value from outside", () => {
  it("arrives in code exactly as it was, and runs nothing", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, text) => {
        const { definition } = compileWorkflow(smallTemplate(), withTexts(name, text));
        expect(runCode(codeOf(definition.nodes[1]))).toEqual([{ name, text }]);
      }),
    );
  });

  it("survives the way to the engine as JSON", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const { definition } = compileWorkflow(smallTemplate(), withTexts(name, "x"));
        expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
      }),
    );
  });

  it("changes nothing outside code, so no expression ever contains it", async () => {
    const templates = [...(await loadTemplates("smtp")), ...(await loadTemplates("gmail"))];
    const plain = templates.map((template) => withoutCode(compileWorkflow(template, withTexts("a", "b"))));
    fc.assert(
      fc.property(hostile, hostile, (name, text) => {
        const compiled = templates.map((template) => withoutCode(compileWorkflow(template, withTexts(name, text))));
        expect(compiled).toEqual(plain);
      }),
      { numRuns: 20 },
    );
  });

  it("stays data even where a template's author quoted it wrongly", () => {
    const jsCode = `return [{ json: { a: '"YOUR_COMPANY_NAME"', b: \`"YOUR_COMPANY_NAME"\` } }];`;
    const wrong = smallTemplate(
      (workflow) => void workflow.nodes.push(extraNode({ type: "n8n-nodes-base.code", parameters: { jsCode } })),
    );
    for (const name of HOSTILE) {
      const { definition } = compileWorkflow(wrong, withTexts(name, "x"));
      expect(() => runCode(codeOf(definition.nodes[2])), name).not.toThrow();
    }
  });

  it("leaves every code node of every template a valid program", async () => {
    const templates = [...(await loadTemplates("smtp")), ...(await loadTemplates("gmail"))];
    const values = Object.fromEntries(
      Object.entries(campaignInput().values).map(([name, value]) => [
        name,
        value.startsWith("value of") ? HOSTILE.join(" ") : value,
      ]),
    );
    for (const template of templates) {
      const { definition } = compileWorkflow(template, campaignInput({ values }));
      for (const node of definition.nodes.filter(isCode))
        expect(() => new Function(codeOf(node)), node.name).not.toThrow();
    }
  });
});

describe("a workflow's name", () => {
  it("is one well-formed line of at most 128 characters that says what it is", () => {
    fc.assert(
      fc.property(hostile, hostile, (workspace, campaign) => {
        const name = workflowName(workspace.repeat(9), "Email Preparation", campaign.repeat(9));
        expect(name.length).toBeLessThanOrEqual(128);
        expect(name).toMatch(/^\[.+\] Email Preparation — .+$/u);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  it("shortens the longer part", () => {
    expect(workflowName("Acme", "Email 1", "c".repeat(300))).toMatch(/^\[Acme\] Email 1 — c{100,}…$/);
    expect(workflowName("w".repeat(300), "Email 1", "Spring")).toMatch(/^\[w{90,}…\] Email 1 — Spring$/);
  });
});
