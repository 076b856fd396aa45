import type { ReactNode } from "react";

type Props = { label: string; minWidth: number; children: ReactNode };

/** A table wider than the screen scrolls by itself; the keyboard can scroll it too (WCAG 2.1.1). */
export function TableScroll({ label, minWidth, children }: Props) {
  return (
    <div role="region" aria-label={label} tabIndex={0} style={{ overflowX: "auto" }}>
      <div style={{ minWidth }}>{children}</div>
    </div>
  );
}
