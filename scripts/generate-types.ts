import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { repositoryRoot } from "./runtime/home";
import { supabase } from "./runtime/migrate";
import { withDatabase } from "./runtime/with-database";

const TARGET = join(repositoryRoot, "lib/platform/database.types.ts");

await withDatabase(async (databaseUrl) => {
  const types = await supabase(
    ["gen", "types", "typescript", "--schema=public,genesis", `--remote=${databaseUrl}`],
    "stdout",
  );
  if (!/^export type Json/.test(types.trimStart())) throw new Error("supabase gen types answered without types.");
  await writeFile(TARGET, await format(types, { ...(await resolveConfig(TARGET)), filepath: TARGET }));
  process.stdout.write(`Wrote ${TARGET}\n`);
});
