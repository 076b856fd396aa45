import { Text } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import classes from "../_components/docs.module.css";
import { DocsFrame, IdsNotice } from "../_components/docs-frame";
import { Operation } from "../_components/operation";
import { Prose } from "../_components/prose";
import { readerOf, searchOf } from "../_components/reader";

type Props = { params: Promise<{ topic: string }>; searchParams: Promise<{ company?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { topic: id } = await params;
  const topic = (await readerOf(undefined)).topics.find((one) => one.id === id);
  return { title: topic ? `${topic.title} · API` : "API" };
}

export default async function ApiTopicPage({ params, searchParams }: Props) {
  const [{ topic: id }, { company: wanted }] = await Promise.all([params, searchParams]);
  const reader = await readerOf(wanted);
  const topic = reader.topics.find((one) => one.id === id);
  if (!topic) notFound();
  const paragraphs = topic.kind === "guide" ? topic.paragraphs : [topic.description];
  return (
    <DocsFrame reader={reader} search={searchOf(wanted)} current={id} title={topic.title}>
      <div className={classes.chapter}>
        {paragraphs.map((text) => (
          <Text key={text} mt="xs">
            <Prose text={text} />
          </Text>
        ))}
        {topic.kind === "operations" && (
          <>
            <IdsNotice reader={reader} />
            {topic.operations.map((one) => (
              <Operation
                key={one.operation.operationId}
                {...one}
                document={reader.document}
                company={reader.company?.name ?? null}
              />
            ))}
          </>
        )}
      </div>
    </DocsFrame>
  );
}
