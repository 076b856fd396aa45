import type { WorkflowNode } from "./schemas";

const endsWith = (suffix: string) => (node: WorkflowNode) => node.type.endsWith(suffix);

export const isWebhook = endsWith(".webhook");
export const isCode = endsWith(".code");
export const isDatabaseQuery = endsWith(".postgres");

export type TextInNode = { node: string; key: string; text: string };

/** Every text of a node's parameters with the field it stands in, however deep. */
export function textsOf(node: WorkflowNode): TextInNode[] {
  return collect(node.parameters, "parameters").map((found) => ({ node: node.name, ...found }));
}

function collect(value: unknown, key: string): { key: string; text: string }[] {
  if (typeof value === "string") return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry) => collect(entry, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => collect(entry, name));
}
