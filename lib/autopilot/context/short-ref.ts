/** The letters of references, and what each names. */
export const REF_KINDS = {
  e: "ledger line",
  t: "task",
  a: "proposed action",
  r: "receipt",
  m: "email conversation",
  d: "deployment",
  f: "file",
  g: "campaign",
  p: "packet",
  n: "memory",
  s: "recommendation",
  h: "chat message",
  k: "number",
  c: "fact of the company",
} as const;
export type RefKind = keyof typeof REF_KINDS;

/** Ten hex digits of a random uuid: 40 bits tell the rows of one company apart, at a third of the tokens. */
export const shortRef = (kind: RefKind, id: string): string => `${kind}:${id.replaceAll("-", "").slice(0, 10)}`;

const REF = /^([a-z]):([\w.-]{1,60})$/;
export function readRef(ref: string): { kind: RefKind; key: string } | null {
  const [, kind = "", key = ""] = REF.exec(ref) ?? [];
  return Object.hasOwn(REF_KINDS, kind) ? { kind: kind as RefKind, key } : null;
}
