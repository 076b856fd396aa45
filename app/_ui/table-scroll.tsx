import type { ReactNode } from "react";

type Props = { label: string; minWidth: number; maxHeight?: number; children: ReactNode };

/** A table larger than its place scrolls by itself; the keyboard can scroll it too (WCAG 2.1.1). */
export function TableScroll({ label, minWidth, maxHeight, children }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      style={{ overflowX: "auto", ...(maxHeight !== undefined && { maxHeight, overflowY: "auto" }) }}
    >
      <div style={{ minWidth }}>{children}</div>
    </div>
  );
}
