import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { repositoryRoot } from "./home";
import { supabase } from "./migrate";

export const ROW_TYPES_FILE = join(repositoryRoot, "lib/platform/database.types.ts");

/** The row types of a database as the Supabase CLI sees it, formatted as they are kept. */
export async function generateRowTypes(databaseUrl: string): Promise<string> {
  const types = await supabase(
    ["gen", "types", "typescript", "--schema=public,genesis", `--remote=${databaseUrl}`],
    "stdout",
  );
  // The rest are accessors for supabase-js, which nothing here uses.
  const [tables = ""] = types.trimStart().split("type DatabaseWithoutInternals");
  if (!tables.startsWith("export type Json")) throw new Error("supabase gen types answered without types.");
  if (!/\bprojects"?: {/.test(tables))
    throw new Error("This database holds no tables of ours. Run npm run db:migrate first.");
  return format(tables, { ...(await resolveConfig(ROW_TYPES_FILE)), filepath: ROW_TYPES_FILE });
}
