import { env } from "@/lib/platform/env";
import { localDatabases } from "./local/provider";
import { cloudAccounts, type RuntimeTarget } from "../runtime-target";
import { neonDatabases } from "./neon/provider";
import type { Databases } from "./port";

/** Where companies' own databases are: beside Greenlight's on the same server, or in projects of Neon. */
export function selectDatabases(target: RuntimeTarget): Databases {
  switch (target) {
    case "local":
      return localDatabases(env().DATABASE_URL);
    case "cloud":
    case "cloud_render":
      return neonDatabases(cloudAccounts().neon);
  }
}
