"use client";

import { Anchor, Group } from "@mantine/core";
import { Link } from "@/app/_ui/link";

type Place = { label: string; path: string };

const MOST = 6;

/** The page that a reference leads to. */
function placeOf(reference: string): Place | null {
  const [kind = "", id = ""] = [
    reference.slice(0, reference.indexOf(":")),
    reference.slice(reference.indexOf(":") + 1),
  ];
  switch (kind) {
    case "e":
      return { label: `Ledger line ${id}`, path: "/ledger" };
    case "a":
      return { label: "Proposal", path: `/approvals/${id}` };
    case "r":
      return { label: "Receipt", path: `/receipts/${id}` };
    case "c":
      return { label: "Campaign", path: `/campaigns/${id}` };
    case "th":
      return { label: "Reply", path: `/replies?thread=${id}` };
    case "m":
      return { label: "Email", path: `/mail?thread=${id}` };
    case "t":
      return { label: "Recurring task", path: `/recurring/${id}` };
    case "b":
      return { label: `Mailbox ${id}`, path: "/settings" };
    case "i":
      return { label: id, path: "/integrations" };
    case "budget":
      return { label: `Budget of ${id}`, path: "/dashboard" };
    case "k":
      return { label: "Number", path: `/dashboard/figures/${encodeURIComponent(id)}` };
    case "pay":
      return { label: "Payment", path: "/dashboard/figures/payments" };
    default:
      return null;
  }
}

/** The rows that a line rests on, as links; the same page is named once. */
export function Evidence({ projectId, refs }: { projectId: string; refs: readonly string[] }) {
  const places = new Map(
    refs.flatMap((reference) => {
      const place = placeOf(reference);
      return place ? [[`${place.label} ${place.path}`, place] as const] : [];
    }),
  );
  const shown = [...places.values()].slice(0, MOST);
  if (shown.length === 0) return null;
  return (
    <Group gap="xs" aria-label="Evidence" role="group">
      {shown.map(({ label, path }, index) => (
        <Link key={`${path} ${index}`} href={`/companies/${projectId}${path}`} className="plain-link">
          <Anchor component="span" size="xs">
            {label}
          </Anchor>
        </Link>
      ))}
    </Group>
  );
}
