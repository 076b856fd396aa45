import { env } from "@/lib/platform/env";
import { localDatabases } from "./local/provider";
import type { Databases } from "./port";

/** Where companies' own databases are: beside Greenlight's, on the same server. */
export const selectDatabases = (): Databases => localDatabases(env().DATABASE_URL);
