import { matching, type Files, type Rule } from "./repository";

const READS = /^(get|list|find|search|read|preview)-/;
/** Each writes down something that waits for a person. */
const PROPOSES: ReadonlySet<string> = new Set([
  "actions/propose-action",
  "tasks/create-task",
  "memory/propose-memory",
  "plan/propose-packet-edit",
  "plan/request-packet",
  "recurring/propose-recurring",
]);
const LEAVES = /\/(schemas|events|content-hash|short-ref|marks)$/;

/** The modules of domains that a file uses, types aside: `tasks/create-task`. */
const used = (text: string): string[] =>
  [...text.matchAll(/import (?!type )[^;]*? from "@\/lib\/[a-z]+\/([a-z-]+\/[a-z-]+)";/g)].map(
    (match) => match[1] ?? "",
  );

const isHarmless = (module: string): boolean =>
  module.startsWith("platform/") ||
  PROPOSES.has(module) ||
  LEAVES.test(module) ||
  READS.test(module.split("/")[1] ?? "");

function toolsWithEffect(files: Files): string[] {
  return matching(files, /^lib\/autopilot\/tools\/[^/]+\.ts$/).flatMap(([path, text]) =>
    used(text)
      .filter((module) => !isHarmless(module))
      .map((module) => `${path}: uses ${module} — a model's tool reads or proposes, nothing else`),
  );
}

export const TOOL_RULES: readonly Rule[] = [
  {
    name: "the tools of a model read or propose, nothing else",
    find: toolsWithEffect,
    planted: {
      "lib/autopilot/tools/read-tools.ts": 'import { decideApproval } from "@/lib/company/approvals/decide-approval";',
    },
  },
];
