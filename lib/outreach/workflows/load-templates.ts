import { readFile } from "node:fs/promises";
import path from "node:path";
import { Manifest, TemplateWorkflow, type ManifestEntry, type Template, type Transport } from "./schemas";
import { workflowError } from "./workflow-error";

/** Next copies this folder into its output by `outputFileTracingIncludes`; a bundled module has no path of its own to start from. */
export const TEMPLATES_DIRECTORY = path.join(process.cwd(), "base-cold-email");

/** The manifest as it lies on disk, checked; `workflow.template_invalid` names what is wrong. */
export async function loadManifest(directory: string = TEMPLATES_DIRECTORY): Promise<Manifest> {
  const parsed = Manifest.safeParse(await readJson(directory, "manifest.json"));
  if (!parsed.success) throw invalid("manifest.json", parsed.error.message);
  return parsed.data;
}

/** The seven templates of a campaign whose emails leave this way, in the manifest's order. */
export async function loadTemplates(
  transport: Transport,
  directory: string = TEMPLATES_DIRECTORY,
): Promise<Template[]> {
  const manifest = await loadManifest(directory);
  return Promise.all(
    manifest.templates.map(async (entry) => {
      const variant = variantFor(entry, transport);
      const parsed = TemplateWorkflow.safeParse(await readJson(directory, variant.file));
      if (!parsed.success) throw invalid(variant.file, parsed.error.message);
      return { entry, variant, nodeTypes: manifest.node_types, workflow: parsed.data };
    }),
  );
}

function variantFor({ variants }: ManifestEntry, transport: Transport) {
  return "any" in variants ? variants.any : variants[transport];
}

async function readJson(directory: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path.join(directory, file), "utf8"));
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause));
  }
}

function invalid(file: string, reason: string) {
  return workflowError("template_invalid", `The template file ${file} cannot be used: ${reason}`, { file });
}
