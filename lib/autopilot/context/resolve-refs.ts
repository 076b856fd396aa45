import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { readRef, REF_KINDS, shortRef, type RefKind } from "./short-ref";
import { selectRefs } from "./store-refs";

export type ResolvedRef = { ref: string; kind: RefKind; id: string; label: string };
/** The most references that are looked up at once; a text that names more has them left out. */
const MOST = 200;
const LINE = /^[1-9]\d{0,15}$/;
const ROW = /^[0-9a-f]{10}$/;

/** The references that name a row, a number or a fact of this company, each once; all others are left out. */
export async function resolveRefs(
  ctx: WorkspaceCtx,
  { projectId, refs }: { projectId: string; refs: readonly string[] },
): Promise<ResolvedRef[]> {
  requirePermission(ctx, "chat.read");
  const read = [...new Set(refs)].slice(0, MOST).flatMap((ref) => readRef(ref) ?? []);
  const keysOf = (kind: RefKind, shape: RegExp): string[] =>
    read.filter((one) => one.kind === kind && shape.test(one.key)).map(({ key }) => key);
  const kinds = [...new Set(read.map(({ kind }) => kind))].filter((kind) => kind !== "e");
  const rows = new Map(kinds.map((kind) => [kind, keysOf(kind, ROW)] as const));
  const wanted = { projectId, lines: keysOf("e", LINE), rows };
  const found = await withReadTransaction(ctx, (tx) => selectRefs(tx, wanted));
  // Numbers and facts have no row: each company has them all.
  const named = read.filter(({ kind }) => kind === "k" || kind === "c");
  return [
    ...found.map(({ kind, id, label }) => ({ ref: kind === "e" ? `e:${id}` : shortRef(kind, id), kind, id, label })),
    ...named.map(({ kind, key }) => ({ ref: `${kind}:${key}`, kind, id: key, label: `${REF_KINDS[kind]}: ${key}` })),
  ];
}
