import { Alert } from "@mantine/core";

const USUAL = 50;

/** Warns above the number of emails a day that mailbox providers take from one account. */
export function ManyEmails({ limit }: { limit: number | string }) {
  if (Number(limit) <= USUAL) return null;
  return (
    <Alert color="yellow" role="status" maw={420}>
      More than {USUAL} emails a day from one account are often treated as spam.
    </Alert>
  );
}
