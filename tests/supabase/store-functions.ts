import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TxCtx } from "@/lib/platform/transaction";

const LIB = join(import.meta.dirname, "../../lib");
const TAKES_TX = /^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*tx: TxCtx\b(?! \|)([\s\S]*?)\n\}\n/gm;
const WRITES_ROWS = /\b(insertInto|updateTable|deleteFrom|mergeInto)\(|\binsert into\b|\bupdate \w+|\bdelete from\b/;
const WRITES_BY_NAME =
  /^(insert|upsert|update|delete|set|save|begin|end|call|expire|revoke|retire|lock|release|take|confirm|settle)[A-Z]/;

export type StoreFunction = (tx: TxCtx, ...more: unknown[]) => Promise<unknown>;

/** The names of the functions in a store that read in a workspace's transaction. */
export const readsIn = (text: string): string[] =>
  [...text.matchAll(TAKES_TX)]
    .filter(([whole, name = ""]) => !WRITES_BY_NAME.test(name) && !WRITES_ROWS.test(whole))
    .map(([, name = ""]) => name);

/** `lib/leads/store.ts selectLeads` → the function, for every read there is. */
export async function everyStoreRead(): Promise<Map<string, StoreFunction>> {
  const stores = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((path) =>
    /^[\w-]+\/store[\w-]*\.ts$/.test(path),
  );
  const found = new Map<string, StoreFunction>();
  for (const path of stores.sort()) {
    const names = readsIn(readFileSync(join(LIB, path), "utf8"));
    if (names.length === 0) continue;
    const store = (await import(join(LIB, path))) as Record<string, StoreFunction>;
    for (const name of names) {
      const read = store[name];
      if (!read) throw new Error(`lib/${path} does not export ${name}`);
      found.set(`lib/${path} ${name}`, read);
    }
  }
  return found;
}
