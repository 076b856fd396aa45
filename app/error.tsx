"use client";

import { FAILED_PAGE, failedPageText } from "./_ui/failure-text";
import { PlainNote } from "./_ui/plain/note";
import classes from "./_ui/plain/note.module.css";

/** Shown where a page failed outside the product's frame. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <PlainNote
      title={FAILED_PAGE}
      action={
        <button type="button" className={classes.action} onClick={retry}>
          Try again
        </button>
      }
    >
      {failedPageText(error)}
    </PlainNote>
  );
}
