import { writeFile } from "node:fs/promises";
import { generateRowTypes, ROW_TYPES_FILE } from "./runtime/row-types";
import { withDatabase } from "./runtime/with-database";

await withDatabase(async (databaseUrl) => {
  await writeFile(ROW_TYPES_FILE, await generateRowTypes(databaseUrl));
  process.stdout.write(`Wrote ${ROW_TYPES_FILE}\n`);
});
