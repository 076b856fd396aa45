import { describe, expect, test } from "vitest";
import { BOUNDARY_RULES } from "./boundary-rules";
import { DOCUMENT_RULES } from "./document-rules";
import { EVENT_RULES } from "./event-rules";
import { OWNER_RULES } from "./owner-rules";
import { LANGUAGE_RULES } from "./language-rules";
import { PLANNER_RULES } from "./planner-rules";
import { repositoryFiles } from "./repository";
import { SERVICE_ROLE_RULES } from "./service-role-rules";
import { SHAPE_RULES } from "./shape-rules";
import { TOOL_RULES } from "./tool-rules";
import { VERB_RULES } from "./verb-rules";
import { WORDING_RULES } from "./wording-rules";

const RULES = [
  ...BOUNDARY_RULES,
  ...SHAPE_RULES,
  ...VERB_RULES,
  ...EVENT_RULES,
  ...DOCUMENT_RULES,
  ...SERVICE_ROLE_RULES,
  ...LANGUAGE_RULES,
  ...OWNER_RULES,
  ...TOOL_RULES,
  ...PLANNER_RULES,
  ...WORDING_RULES,
];
const files = repositoryFiles();

test("the whole repository is read", () => {
  for (const path of ["lib/platform/env.ts", "supabase/config.toml", "package.json", "scripts/start.ts"]) {
    expect(files.has(path), path).toBe(true);
  }
});

describe.each(RULES)("$name", ({ find, planted }) => {
  // The first rule that needs a syntax tree parses every verb: seconds, on a busy machine.
  test("holds in this repository", { timeout: 60_000 }, () => {
    expect(find(files)).toEqual([]);
  });

  test("catches a planted violation", () => {
    expect(find(new Map(Object.entries(planted)))).not.toEqual([]);
  });
});
