import { Anchor, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { Link } from "@/app/_ui/link";
import classes from "./_components/docs.module.css";
import { DocsFrame, IdsNotice } from "./_components/docs-frame";
import { readerOf, searchOf } from "./_components/reader";

export const metadata: Metadata = {
  title: "API",
  description: "The Greenlight API: report events from n8n workflows, websites and scripts, and read your data.",
};

type Props = { searchParams: Promise<{ company?: string | string[] }> };

export default async function ApiDocsPage({ searchParams }: Props) {
  const { company: wanted } = await searchParams;
  const reader = await readerOf(wanted);
  const search = searchOf(wanted);
  const guide = reader.topics.filter(({ kind }) => kind === "guide");
  const reference = reader.topics.flatMap((topic) => (topic.kind === "operations" ? [topic] : []));
  return (
    <DocsFrame reader={reader} search={search} current={null} title="API">
      <Text mt="xs">
        Report events from n8n workflows, websites and scripts, and read your data. For programs, the same as{" "}
        <Anchor href="/api/openapi.json" underline="always">
          OpenAPI 3.1
        </Anchor>
        .
      </Text>
      <IdsNotice reader={reader} />
      <section aria-labelledby="guide" className={classes.chapter}>
        <Title order={2} id="guide">
          Guide
        </Title>
        <ul className={classes.topics}>
          {guide.map(({ id, title }) => (
            <li key={id}>
              <Link href={`/docs/api/${id}${search}`} prefetch={false}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="reference" className={classes.chapter}>
        <Title order={2} id="reference">
          Reference
        </Title>
        <ul className={classes.topics}>
          {reference.map(({ id, title, description }) => (
            <li key={id}>
              <Link href={`/docs/api/${id}${search}`} prefetch={false}>
                {title}
              </Link>
              <span>{description}</span>
            </li>
          ))}
        </ul>
      </section>
    </DocsFrame>
  );
}
