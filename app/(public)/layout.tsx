import type { ReactNode } from "react";
import { BrandMark } from "../_ui/brand-mark";
import { PageLink } from "../_ui/plain/page-link";
import classes from "../_ui/plain/plain.module.css";
import { SchemeToggle } from "../_ui/plain/scheme-toggle";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className={classes.header}>
        <PageLink href="/" className="plain-link" aria-label="Greenlight, start">
          <BrandMark />
        </PageLink>
        <SchemeToggle />
      </header>
      <main id="content">{children}</main>
    </>
  );
}
