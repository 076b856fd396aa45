"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";

export type UrlFilter<Name extends string> = {
  values: Record<Name, string>;
  /** Whether anything is filtered at all. */
  active: boolean;
  /** The page of the last change is still on its way. */
  pending: boolean;
  set: (changes: Partial<Record<Name, string>>) => void;
  clear: () => void;
};

/** A filter that lives in the address: it survives reload, and the server renders what it lets through. */
export function useUrlFilter<Name extends string>(names: readonly Name[]): UrlFilter<Name> {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();

  const go = (next: URLSearchParams): void =>
    startTransition(() => router.replace(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false }));
  const set: UrlFilter<Name>["set"] = (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries<string | undefined>(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    go(next);
  };
  const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ""])) as Record<Name, string>;
  const active = names.some((name) => values[name] !== "");
  return { values, active, pending, set, clear: () => go(new URLSearchParams()) };
}
