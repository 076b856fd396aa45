"use client";

import { IconChevronRight } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { When } from "@/app/_ui/when";
import classes from "./log-line.module.css";

export const LogEntries = ({ children }: { children: ReactNode }) => <ul className={classes.lines}>{children}</ul>;

type Props = { at: string; summary: ReactNode; children: ReactNode };

/** One line of a log that opens to everything that is known of it. */
export function LogEntry({ at, summary, children }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
        <summary className={classes.summary}>
          <IconChevronRight size={16} aria-hidden className={classes.chevron} />
          {summary}
          <span className={classes.when}>
            <When iso={at} />
          </span>
        </summary>
        {opened && <div className={classes.body}>{children}</div>}
      </details>
    </li>
  );
}
