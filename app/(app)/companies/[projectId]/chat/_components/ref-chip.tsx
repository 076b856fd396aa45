import { Link } from "@/app/_ui/link";
import type { ChatSource } from "@/lib/autopilot/chat/schemas";
import classes from "./chat.module.css";

const NAMES: Record<string, string> = {
  e: "ledger",
  t: "task",
  a: "approval",
  r: "receipt",
  m: "email",
  d: "deployment",
  f: "file",
  g: "campaign",
  p: "plan",
  n: "memory",
  s: "night shift",
  h: "chat",
  k: "number",
  c: "company",
};

/** Where the thing stands that a reference names; null where it has no page of its own. */
function addressOf({ kind, id, label }: ChatSource, base: string): string | null {
  const pages: Record<string, string> = {
    e: `/ledger?${new URLSearchParams({ q: label.slice(0, 200) })}`,
    t: `/tasks/${id}`,
    a: `/approvals/${id}`,
    r: `/receipts/${id}`,
    m: "/mail",
    d: "/publishing",
    f: "/files",
    g: `/campaigns/${id}`,
    p: "/plan",
    n: "/memory",
    s: "/night-shift",
    h: `/chat#m-${id}`,
    k: `/dashboard/figures/${encodeURIComponent(id)}`,
  };
  const page = pages[kind];
  return page === undefined ? null : base + page;
}

type Props = { reference: string; projectId: string; sources: ReadonlyMap<string, ChatSource> };

/** The source of a sentence, as a small link to its row. */
export function RefChip({ reference, projectId, sources }: Props) {
  const source = sources.get(reference);
  const name = NAMES[reference.slice(0, 1)] ?? reference;
  const href = source ? addressOf(source, `/companies/${projectId}`) : null;
  if (!href)
    return (
      <span className={classes.chip} title={source?.label ?? reference}>
        {name}
      </span>
    );
  return (
    <Link href={href} className={classes.chip} title={source?.label} aria-label={`Source: ${source?.label ?? name}`}>
      {name}
    </Link>
  );
}
