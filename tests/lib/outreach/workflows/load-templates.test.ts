import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadManifest, loadTemplates, TEMPLATES_DIRECTORY } from "@/lib/outreach/workflows/load-templates";
import { CREDENTIAL_PLACEHOLDERS, PLACEHOLDER } from "@/lib/outreach/workflows/placeholders";
import type { CredentialType, ManifestEntry, Template } from "@/lib/outreach/workflows/schemas";

const manifest = await loadManifest();
const templates = (await Promise.all((["gmail", "smtp", "gateway"] as const).map((way) => loadTemplates(way)))).flat();
const variantsOf = ({ variants }: ManifestEntry) => Object.values(variants);
const each = templates.map((template) => [template.variant.file, template] as const);
const KINDS: Record<string, string> = { webhook: "webhook", scheduleTrigger: "schedule", emailReadImap: "imap" };

let copy: string | undefined;
afterEach(() => copy && rmSync(copy, { recursive: true }));
function copyOfTemplates(): string {
  copy = mkdtempSync(path.join(tmpdir(), "templates-"));
  cpSync(TEMPLATES_DIRECTORY, copy, { recursive: true });
  return copy;
}

describe("the manifest", () => {
  it("names every file of the folder once, and no other", () => {
    const named = manifest.templates.flatMap(variantsOf).map((variant) => variant.file);
    const files = readdirSync(TEMPLATES_DIRECTORY).filter((file) => file !== "manifest.json");
    expect(named.sort()).toEqual(files.sort());
    expect(files).toHaveLength(13);
  });

  it("gives seven templates to a campaign, whichever way its emails leave", async () => {
    const smtp = await loadTemplates("smtp");
    expect(smtp.map(({ entry }) => entry.id)).toEqual(manifest.templates.map(({ id }) => id));
    expect(smtp.map(({ variant }) => variant.file)).toContain("Email 2-SMTP.json");
    expect((await loadTemplates("gmail")).map(({ variant }) => variant.file)).toContain("Email 2.json");
    expect((await loadTemplates("gateway")).map(({ variant }) => variant.file)).toContain("Email 2-Gateway.json");
  });

  it("lists exactly the node types in use", () => {
    const used = new Set(templates.flatMap(({ workflow }) => workflow.nodes.map((node) => node.type)));
    expect(manifest.node_types).toEqual([...used].sort());
  });
});

describe.each(each)("%s", (_file, { entry, variant, workflow }: Template) => {
  it("uses exactly the placeholders and credentials it declares", () => {
    const used = new Set(
      JSON.stringify(workflow)
        .match(PLACEHOLDER)
        ?.map((token) => token.slice("YOUR_".length)),
    );
    expect([...used].sort()).toEqual(variant.placeholders);
    const declared = [
      ...variant.required_credentials,
      ...Object.keys(variant.optional_credentials),
    ] as CredentialType[];
    expect([...used].filter((name) => name.startsWith("CREDENTIAL_")).sort()).toEqual(
      declared.map((type) => CREDENTIAL_PLACEHOLDERS[type]).sort(),
    );
  });

  it("starts by the triggers it declares, and its webhook is guarded and at its path", () => {
    const kinds = workflow.nodes.flatMap((node) => KINDS[node.type.split(".").at(-1) ?? ""] ?? []);
    expect([...new Set(kinds)].sort()).toEqual(entry.triggers);
    const webhooks = workflow.nodes.filter((node) => node.type.endsWith(".webhook"));
    expect(webhooks.map((node) => node.parameters)).toMatchObject([
      { httpMethod: "POST", authentication: "jwtAuth", path: `greenlight/YOUR_CAMPAIGN_ID/${entry.webhook_path}` },
    ]);
  });

  it("is laid out to be read: plain names, a note, no two nodes in one place", () => {
    const places = workflow.nodes.map((node) => node.position.join(","));
    expect(new Set(places).size).toBe(places.length);
    const note = workflow.nodes.find((node) => node.type.endsWith(".stickyNote"));
    expect(note?.parameters["content"]).toMatch(/\*\*Does:\*\*[\s\S]*\*\*Never does:\*\*/);
    for (const node of workflow.nodes) expect(node.name).toMatch(/^[A-Z][A-Za-z0-9 ()?-]+$/);
  });

  it("has no id, no secret and no name of another workflow, and runs in the campaign's time zone", () => {
    expect(Object.keys(workflow).sort()).toEqual(["connections", "name", "nodes", "settings"]);
    expect(workflow.settings).toMatchObject({ executionOrder: "v1", timezone: "YOUR_TIMEZONE" });
    expect(JSON.stringify(workflow)).not.toMatch(/webhookId|errorWorkflow|instanceId|pinData/);
  });

  it("holds no SQL, no database node and no database credential", () => {
    const text = JSON.stringify(workflow);
    expect(text).not.toMatch(/\b(select|insert|update|delete|with)\b[^"]{0,200}\b(from|into|set)\b/i);
    expect(text).not.toMatch(/postgres|genesis\.|LEADS_TABLE/i);
  });

  it("tells its author that edits are overwritten", () => {
    const note = workflow.nodes.find((node) => node.type.endsWith(".stickyNote"));
    expect(note?.parameters["content"]).toContain("**Edits are overwritten:**");
  });
});

describe("a template folder with a fault", () => {
  it("is named: unreadable JSON, a missing file, an unknown manifest field", async () => {
    const folder = copyOfTemplates();
    const invalid = expect.objectContaining({ code: "workflow.template_invalid" });
    writeFileSync(path.join(folder, "Opt-Out.json"), "{ not json");
    await expect(loadTemplates("smtp", folder)).rejects.toThrow(invalid);
    rmSync(path.join(folder, "Opt-Out.json"));
    await expect(loadTemplates("smtp", folder)).rejects.toThrow(/Opt-Out\.json/);
    const entries = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8"));
    writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ ...entries, extra: true }));
    await expect(loadManifest(folder)).rejects.toThrow(invalid);
  });
});
