import { TOGGLE } from "./color-scheme";
import classes from "./plain.module.css";

/** Both icons are rendered and CSS shows one: the server does not know the scheme, so nothing may depend on it. */
export function SchemeToggle() {
  return (
    <button type="button" className={classes.toggle} {...{ [TOGGLE]: "" }} aria-label="Switch between light and dark">
      <svg viewBox="0 0 24 24" aria-hidden className={classes.sun}>
        <circle cx="12" cy="12" r="4" />
        <path d="M3 12h1m8-9v1m8 8h1m-9 8v1M5.6 5.6l.7.7m12.1-.7-.7.7m0 11.4.7.7m-12.1-.7-.7.7" />
      </svg>
      <svg viewBox="0 0 24 24" aria-hidden className={classes.moon}>
        <path d="M12 3h.39a7.5 7.5 0 0 0 7.92 12.45A9 9 0 1 1 12 3z" />
      </svg>
    </button>
  );
}
