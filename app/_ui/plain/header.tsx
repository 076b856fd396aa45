import { BrandMark } from "../brand-mark";
import { PageLink } from "./page-link";
import classes from "./plain.module.css";
import { SchemeToggle } from "./scheme-toggle";

/** The header of pages that stand outside a company. */
export const PlainHeader = () => (
  <header className={classes.header}>
    <PageLink href="/" className="plain-link" aria-label="Greenlight, start">
      <BrandMark />
    </PageLink>
    <SchemeToggle />
  </header>
);
