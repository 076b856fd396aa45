import { PlainHeader } from "./_ui/plain/header";
import { PlainNote } from "./_ui/plain/note";
import { PageLink } from "./_ui/plain/page-link";
import classes from "./_ui/plain/note.module.css";

export default function NotFound() {
  return (
    <>
      <title>Nothing here · Greenlight</title>
      <PlainHeader />
      <PlainNote
        title="There is nothing here"
        action={
          <PageLink href="/companies" className={classes.action}>
            To your companies
          </PageLink>
        }
      >
        The address is wrong, or this belongs to a company you are not a member of.
      </PlainNote>
    </>
  );
}
