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
  // What follows are accessors for supabase-js, which nothing here uses.
  const [tables = ""] = types.trimStart().split("type DatabaseWithoutInternals");
  if (!tables.startsWith("export type Json")) throw new Error("supabase gen types answered without types.");
  await writeFile(TARGET, await format(tables, { ...(await resolveConfig(TARGET)), filepath: TARGET }));
  process.stdout.write(`Wrote ${TARGET}\n`);
});
