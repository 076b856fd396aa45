import { describe, expect, it } from "vitest";
import { compileWorkflow } from "@/lib/outreach/workflows/compile-workflow";
import type { Template, TemplateWorkflow } from "@/lib/outreach/workflows/schemas";
import { CAMPAIGN_ID, campaignInput, extraNode, smallTemplate } from "./campaign-input";

const compile = (change?: (workflow: TemplateWorkflow, template: Template) => void, input = campaignInput()) =>
  compileWorkflow(smallTemplate(change), input);
const refused = (code: string) =>
  expect.objectContaining({ code: `workflow.${code}`, kind: "impossible", retryable: false });
const withValue = (name: string, value: string) =>
  campaignInput({ values: { ...campaignInput().values, [name]: value } });
const without = (name: string) => {
  const { [name]: _gone, ...values } = campaignInput().values;
  return campaignInput({ values });
};
const addCode = (jsCode: string) => (workflow: TemplateWorkflow) =>
  void workflow.nodes.push(extraNode({ type: "n8n-nodes-base.code", parameters: { jsCode } }));
const addParameters = (parameters: Record<string, unknown>) => (workflow: TemplateWorkflow) =>
  void workflow.nodes.push(extraNode({ parameters }));

describe("a compiled workflow", () => {
  it("has its name, its path and our ids", () => {
    const { name, definition, webhookPath } = compile();
    expect(name).toBe("[Acme workspace] Opt-Out Handler — First campaign");
    expect(webhookPath).toBe(`greenlight/${CAMPAIGN_ID}/opt-out`);
    expect(definition.nodes[0]?.parameters["path"]).toBe(webhookPath);
    expect(definition.nodes[0]?.credentials?.["jwtAuth"]?.id).toBe("credTrigger00001");
    expect(definition.settings["timezone"]).toBe("Europe/Berlin");
  });

  it("is the same bytes for the same input, and shares no id with another campaign", () => {
    const other = compile(undefined, campaignInput({ campaignId: "11111111-2222-4333-8444-555555555555" }));
    const ids = ({ definition }: typeof other) =>
      definition.nodes.flatMap((node) => [node.id, node.webhookId ?? node.id]);
    expect(compile()).toEqual(compile());
    expect(ids(other).filter((id) => ids(compile()).includes(id))).toEqual([]);
    expect(compile().contentHash).not.toBe(other.contentHash);
  });

  it("drops what an export from another instance carries", () => {
    const { definition } = compile((workflow) => {
      Object.assign(workflow, {
        id: "abc",
        active: true,
        tags: ["x"],
        meta: { instanceId: "y" },
        versionId: "z",
        pinData: {},
      });
      workflow.settings["errorWorkflow"] = "someoneElses";
      Object.assign(workflow.nodes[0] ?? {}, {
        id: "foreign-node-id",
        webhookId: "foreign-webhook",
        extendsCredential: "x",
      });
    });
    expect(Object.keys(definition).sort()).toEqual(["connections", "name", "nodes", "settings"]);
    expect(JSON.stringify(definition)).not.toMatch(/foreign|someoneElses|pinData|instanceId|extendsCredential/);
  });
});

describe("credentials", () => {
  it("must be there when required", () => {
    expect(() => compile(undefined, campaignInput({ credentials: {} }))).toThrow(refused("credential_missing"));
  });

  it.each(["", "  "])("must not have the empty id %j", (trigger) => {
    expect(() => compile(undefined, campaignInput({ credentials: { trigger } }))).toThrow(refused("credential_empty"));
  });

  it("must not be empty when optional either", () => {
    const optional = (_workflow: TemplateWorkflow, template: Template) =>
      void (template.variant.optional_credentials = { imap: ["Settings"] });
    expect(() => compile(optional, campaignInput({ credentials: { trigger: "a", imap: "" } }))).toThrow(
      refused("credential_empty"),
    );
  });

  it("switch off the nodes of an optional one that is not there", () => {
    const mailbox = (workflow: TemplateWorkflow, template: Template) => {
      workflow.nodes.push(
        extraNode({ name: "Mailbox", credentials: { imap: { id: "YOUR_CREDENTIAL_IMAP_ID", name: "m" } } }),
      );
      template.variant.optional_credentials = { imap: ["Mailbox"] };
    };
    const off = compile(mailbox, campaignInput({ credentials: { trigger: "a" } }));
    const on = compile(mailbox);
    expect(off.disabledNodes).toEqual(["Mailbox"]);
    expect(off.definition.nodes[2]).toMatchObject({ disabled: true });
    expect(off.definition.nodes[2]?.credentials).toBeUndefined();
    expect(on.disabledNodes).toEqual([]);
    expect(on.definition.nodes[2]?.disabled).toBeUndefined();
  });

  it("must be declared in the manifest", () => {
    const undeclared = (workflow: TemplateWorkflow) =>
      void workflow.nodes.push(extraNode({ credentials: { smtp: { id: "YOUR_CREDENTIAL_SMTP_ID", name: "m" } } }));
    expect(() => compile(undeclared)).toThrow(refused("credential_undeclared"));
  });

  it("must not belong to another instance", () => {
    const foreign = (workflow: TemplateWorkflow) =>
      void workflow.nodes.push(extraNode({ credentials: { smtp: { id: "Xq3kd92", name: "m" } } }));
    expect(() => compile(foreign)).toThrow(refused("foreign_reference"));
  });
});

describe("placeholders", () => {
  it("must have a value", () => {
    expect(() => compile(undefined, without("COMPANY_NAME"))).toThrow(refused("placeholder_unresolved"));
  });

  it("must be known", () => {
    expect(() => compile(addCode('return "YOUR_FAVOURITE_COLOUR";'))).toThrow(refused("placeholder_unknown"));
    expect(() => compile(addCode('return "YOUR_NAME_2";'))).toThrow(refused("placeholder_unknown"));
    expect(() => compile(addCode('return "YOUR_CONSTRUCTOR";'), withValue("CONSTRUCTOR", "x"))).toThrow(
      refused("placeholder_unknown"),
    );
  });

  it("are read by their longest name", () => {
    const { definition } = compile(addCode('return ["YOUR_WORKSPACE_NAME", "YOUR_NAME"];'));
    expect(definition.nodes[2]?.parameters["jsCode"]).toBe('return ["Acme workspace", "value of NAME"];');
  });

  it("stay out of places where free text could be run", () => {
    for (const url of ["={{ 'YOUR_COMPANY_NAME' }}", "YOUR_COMPANY_NAME", "x YOUR_WEBSITE"]) {
      expect(() => compile(addParameters({ url }))).toThrow(refused("placeholder_misplaced"));
    }
    for (const code of ["return `YOUR_COMPANY_NAME`;", 'return "Hello YOUR_NAME";', "return YOUR_NAME;"]) {
      expect(() => compile(addCode(code))).toThrow(refused("placeholder_misplaced"));
    }
    expect(() => compile(addParameters({ YOUR_COMPANY_NAME: "x" }))).toThrow(refused("placeholder_misplaced"));
  });

  it("with a shape of their own keep it", () => {
    const bad = {
      TIMEZONE: ["={{ 1 }}", "", "Europe/Berlin\n"],
      SEND_WINDOW_CRON: ["", "=1", "* * * *", "{{ $env }}"],
      REPLIES_CRON: ["", "=1", "0-59/5", "* * * * {{ 1 }}"],
    };
    for (const [name, values] of Object.entries(bad)) {
      for (const value of values) {
        const change = addParameters({ expression: `YOUR_${name}` });
        expect(() => compile(change, withValue(name, value)), `${name} ${value}`).toThrow(refused("value_invalid"));
      }
    }
    const query = addParameters({ note: "select 1 from YOUR_LEADS_TABLE" });
    expect(() => compile(query, withValue("LEADS_TABLE", "leads; drop table x"))).toThrow(refused("value_invalid"));
    expect(() => compile(undefined, campaignInput({ campaignId: "../x" }))).toThrow(refused("value_invalid"));
  });

  it("may look like a placeholder once filled in", () => {
    const { definition } = compile(undefined, withValue("COMPANY_NAME", "YOUR_NAME & YOUR_UNKNOWN_THING"));
    expect(definition.nodes[1]?.parameters["jsCode"]).toContain("YOUR_NAME & YOUR_UNKNOWN_THING");
  });
});

describe("a template is refused when it", () => {
  it.each([
    "sk-proj-abcdefghijklmnop1234",
    "AKIAIOSFODNN7EXAMPLE",
    "Bearer abcdefghijklmnop",
    "postgres://user:hunter2@db/x",
    "-----BEGIN PRIVATE KEY-----",
    "0123456789abcdef0123456789abcdef",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x",
  ])("contains the secret %s", (secret) => {
    expect(() => compile(addCode(`const key = "${secret}";`))).toThrow(refused("literal_secret"));
    expect(() => compile(addParameters({ a: [{ b: secret }] }))).toThrow(refused("literal_secret"));
  });

  it("writes a secret into a header or a field of that name, or asks for one by placeholder", () => {
    const header = { headerParameters: { parameters: [{ name: "X-Webhook-Token", value: "short" }] } };
    expect(() => compile(addParameters(header))).toThrow(refused("literal_secret"));
    expect(() => compile(addParameters({ options: { password: "short" } }))).toThrow(refused("literal_secret"));
    expect(() => compile(addCode('return "YOUR_WEBHOOK_TOKEN";'))).toThrow(refused("literal_secret"));
    expect(() => compile(addParameters({ options: { token: "={{ $json.token }}" } }))).not.toThrow();
  });

  it.each(["$env.HOME", "$vars.x", "$secrets.y", "$['env'].HOME", "process.env.HOME"])("reads %s", (text) => {
    expect(() => compile(addParameters({ url: `={{ ${text} }}` }))).toThrow(refused("env_access"));
  });

  it("points at a foreign address, workflow or node type, or builds a query", () => {
    expect(() => compile(addParameters({ url: "https://evil.example/x" }))).toThrow(refused("foreign_reference"));
    expect(() => compile(addParameters({ workflowId: "abc" }))).toThrow(refused("foreign_reference"));
    const shell = (workflow: TemplateWorkflow) =>
      void workflow.nodes.push(extraNode({ type: "n8n-nodes-base.executeCommand" }));
    expect(() => compile(shell)).toThrow(refused("foreign_reference"));
    for (const query of ["=select {{ $json.x }}", "select '{{ $json.x }}'"]) {
      const change = (workflow: TemplateWorkflow) =>
        void workflow.nodes.push(extraNode({ type: "n8n-nodes-base.postgres", parameters: { query } }));
      expect(() => compile(change)).toThrow(refused("unsafe_query"));
    }
  });

  it("may point at the addresses its manifest entry lists", () => {
    const change = (workflow: TemplateWorkflow, template: Template) => {
      workflow.nodes.push(extraNode({ parameters: { url: "https://www.googleapis.com/customsearch/v1" } }));
      template.variant.hosts = ["www.googleapis.com"];
    };
    expect(() => compile(change)).not.toThrow();
  });

  it("has a manifest that names a node it does not have", () => {
    const change = (_workflow: TemplateWorkflow, template: Template) =>
      void (template.variant.optional_credentials = { imap: ["Nowhere"] });
    expect(() => compile(change)).toThrow(refused("template_invalid"));
  });

  it("has a webhook that is open, takes the token in a header, or listens at another path", () => {
    const webhook = (change: Record<string, unknown>) => (workflow: TemplateWorkflow) =>
      void Object.assign(workflow.nodes[0]?.parameters ?? {}, change);
    for (const authentication of ["none", "headerAuth"])
      expect(() => compile(webhook({ authentication }))).toThrow(refused("webhook_open"));
    expect(() => compile(webhook({ path: "greenlight/opt-out" }))).toThrow(refused("foreign_reference"));
  });
});

describe("an operator's own template", () => {
  const query = "select email from YOUR_LEADS_TABLE where email = $1";
  const ownDatabase = (workflow: TemplateWorkflow, template: Template): void => {
    template.variant.required_credentials.push("postgres");
    workflow.nodes.push(
      extraNode({
        name: "Ask our own database",
        type: "n8n-nodes-base.postgres",
        typeVersion: 2.6,
        parameters: { operation: "executeQuery", query },
        credentials: { postgres: { id: "YOUR_CREDENTIAL_POSTGRES_ID", name: "Our own database" } },
      }),
    );
  };

  it("may query a database of the founder's, whose credential and table are filled in", () => {
    const asked = compile(ownDatabase).definition.nodes[2];
    expect(asked?.credentials?.["postgres"]?.id).toBe("credPostgres0001");
    expect(asked?.parameters["query"]).toBe("select email from genesis.leads_p_acme where email = $1");
  });

  it("cannot be deployed without that credential", () => {
    const { postgres: _none, ...credentials } = campaignInput().credentials;
    expect(() => compile(ownDatabase, campaignInput({ credentials }))).toThrow(refused("credential_missing"));
  });

  it("is refused where the manifest does not allow database nodes, as ours does not", () => {
    const ours = (workflow: TemplateWorkflow, template: Template): void => {
      ownDatabase(workflow, template);
      template.nodeTypes = template.nodeTypes.filter((type) => !type.endsWith(".postgres"));
    };
    expect(() => compile(ours)).toThrow(refused("foreign_reference"));
  });
});
