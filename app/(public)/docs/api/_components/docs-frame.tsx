import { Alert, Anchor, Container, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Contents } from "./contents";
import classes from "./docs.module.css";
import { DocsSearch } from "./docs-search";
import type { Reader } from "./reader";
import { searchEntriesOf } from "./topics";

type Props = { reader: Reader; search: string; current: string | null; title: string; children: ReactNode };

/** The frame of every page of the documentation: contents, search and text. */
export function DocsFrame({ reader, search, current, title, children }: Props) {
  return (
    <Container size="lg" pt={{ base: "sm", sm: "xl" }} pb={80}>
      <div className={classes.frame}>
        <Contents topics={reader.topics} current={current} search={search} />
        <div>
          <DocsSearch entries={searchEntriesOf(reader.topics, search)} />
          <Title order={1}>{title}</Title>
          {children}
        </div>
      </div>
    </Container>
  );
}

/** Says whose ids the commands hold, and where to get the credentials. */
export function IdsNotice({ reader: { company, signedIn } }: { reader: Reader }) {
  const look = { color: "green", my: "lg", styles: { title: { color: "var(--mantine-color-text)" } } };
  if (!company) {
    const href = signedIn ? "/companies/new" : "/sign-in?next=/docs/api";
    return (
      <Alert {...look} title="Example IDs">
        {signedIn ? "Create a company" : "Sign in"} to see your own.{" "}
        <Anchor underline="always" c="var(--mantine-color-text)" href={href}>
          {signedIn ? "New company" : "Sign in"}
        </Anchor>
      </Alert>
    );
  }
  return (
    <Alert {...look} title={`The commands use the IDs of ${company.name}`}>
      Set the variable that a command names, for example <code>export GREENLIGHT_TOKEN=…</code>. Create the webhook
      token and API keys in{" "}
      <Anchor underline="always" c="var(--mantine-color-text)" href={`/companies/${company.id}/settings`}>
        its settings
      </Anchor>
      .
    </Alert>
  );
}
