"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** Something that an address like `?new=1` opens. Opening and closing it change the address, and load nothing. */
export function useOpenedByAddress(name: string): { opened: boolean; open: () => void; close: () => void } {
  const pathname = usePathname();
  const search = useSearchParams();
  const write = (change: (search: URLSearchParams) => void): void => {
    const next = new URLSearchParams(search);
    change(next);
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  };
  return {
    opened: search.has(name),
    open: () => write((next) => next.set(name, "1")),
    close: () => write((next) => next.delete(name)),
  };
}
