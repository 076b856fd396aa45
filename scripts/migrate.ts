import { migrate } from "./runtime/migrate";
import { withDatabase } from "./runtime/with-database";

await withDatabase(async (databaseUrl) => {
  const applied = await migrate(databaseUrl);
  process.stdout.write(
    applied.length ? `Applied ${applied.length} migrations: ${applied.join(", ")}\n` : "The database is up to date.\n",
  );
});
