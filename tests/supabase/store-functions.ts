import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TxCtx } from "@/lib/platform/transaction";

const LIB = join(import.meta.dirname, "../../lib");
const TAKES_TX = /^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*tx: TxCtx\b(?! \|)([\s\S]*?)\n\}\n/gm;
const WRITES_ROWS =
  /\b(insertInto|updateTable|deleteFrom|mergeInto)\(|\binsert into\b|(?<!\b(?:for|key) )\bupdate \w+|\bdelete from\b/;
const WRITES_BY_NAME =
  /^(insert|upsert|add|update|delete|set|save|begin|end|call|expire|revoke|retire|lock|release|take|confirm|settle)[A-Z]/;

export type StoreFunction = (tx: TxCtx, ...more: unknown[]) => Promise<unknown>;

/** An export that takes a workspace's transaction and would escape: not a function declaration, or with another name for it. */
export const escaping = (text: string): string[] =>
  [...text.matchAll(/^export (?:const|let|(?:async )?function) (\w+)[^{]*?\bTxCtx\b(?! \|)/gm)]
    .filter(([whole]) => !/^export (?:async )?function \w+(?:<[^(]*>)?\(\s*tx: /.test(whole))
    .map(([, name = ""]) => name)
    .filter((name) => !WRITES_BY_NAME.test(name));

/** The names of the functions in a store that read in a workspace's transaction. */
export const readsIn = (text: string): string[] =>
  [...text.matchAll(TAKES_TX)]
    .filter(([whole, name = ""]) => !WRITES_BY_NAME.test(name) && !WRITES_ROWS.test(whole))
    .map(([, name = ""]) => name);

/** `lib/outreach/leads/store.ts selectLeads` → the function, for every read there is. */
export async function everyStoreRead(): Promise<Map<string, StoreFunction>> {
  const stores = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((path) =>
    /^[\w-]+\/[\w-]+\/store[\w-]*\.ts$/.test(path),
  );
  const found = new Map<string, StoreFunction>();
  for (const path of stores.sort()) {
    const text = readFileSync(join(LIB, path), "utf8");
    const [escaped] = escaping(text);
    if (escaped) throw new Error(`lib/${path}: write ${escaped} as a function whose first parameter is "tx: TxCtx".`);
    const names = readsIn(text);
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
