import { readSealingKeys, sealingKeyIds } from "../runtime/sealing-keys";
import { fail, ok, type Finding } from "./finding";

/** The keys that seal what founders saved, beside those of the running application. */
export async function checkKeys(home: string, running: readonly string[] | undefined): Promise<Finding[]> {
  try {
    const ids = sealingKeyIds(await readSealingKeys(home, process.env));
    const other = running && ids.find((id) => !running.includes(id));
    if (!other) return [ok(`Keys: ${ids.join(", ")}. Keep a copy apart from the database's backup`)];
    return [
      fail(
        `Keys: the running Greenlight does not have key ${other}, which is configured`,
        "Restart it (Ctrl-C, npm start), then run npm run keys:rotate.",
      ),
    ];
  } catch (error) {
    return [fail(`Keys: ${(error as Error).message}`, "Run npm start once, or set the keys of the installation.")];
  }
}
