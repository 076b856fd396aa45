import type { ReactNode } from "react";
import classes from "./note.module.css";

type Props = { title: string; action: ReactNode; children: ReactNode };

/** One message in the middle of a page that has nothing else to show. */
export function PlainNote({ title, action, children }: Props) {
  return (
    <main className={classes.note}>
      <div className={classes.card}>
        <h1>{title}</h1>
        <p>{children}</p>
        {action}
      </div>
    </main>
  );
}
