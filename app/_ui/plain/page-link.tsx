import type { ReactNode } from "react";

type Props = { href: string; className?: string | undefined; children: ReactNode; "aria-label"?: string };

/** A link whose page the browser loads whole: the start and sign-in pages share no script with the product that a router could keep. */
export function PageLink({ children, ...link }: Props) {
  return <a {...link}>{children}</a>;
}
