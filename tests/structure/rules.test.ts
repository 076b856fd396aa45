import { describe, expect, test } from "vitest";
import { BOUNDARY_RULES } from "./boundary-rules";
import { DOCUMENT_RULES } from "./document-rules";
import { OWNER_RULES } from "./owner-rules";
import { LANGUAGE_RULES } from "./language-rules";
import { repositoryFiles } from "./repository";
import { SERVICE_ROLE_RULES } from "./service-role-rules";
import { SHAPE_RULES } from "./shape-rules";
import { VERB_RULES } from "./verb-rules";

const RULES = [
  ...BOUNDARY_RULES,
  ...SHAPE_RULES,
  ...VERB_RULES,
  ...DOCUMENT_RULES,
  ...SERVICE_ROLE_RULES,
  ...LANGUAGE_RULES,
  ...OWNER_RULES,
];
const files = repositoryFiles();

test("the whole repository is read", () => {
  for (const path of ["lib/platform/env.ts", "supabase/config.toml", "package.json", "scripts/start.ts"]) {
    expect(files.has(path), path).toBe(true);
  }
});

describe.each(RULES)("$name", ({ find, planted }) => {
  test("holds in this repository", () => {
    expect(find(files)).toEqual([]);
  });

  test("catches a planted violation", () => {
    expect(find(new Map(Object.entries(planted)))).not.toEqual([]);
  });
});
