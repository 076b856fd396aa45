import { Code, List, Text } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { Link } from "@/app/_ui/link";
import type { ChatSource } from "@/lib/autopilot/chat/schemas";
import { parseMarkdown, type Block, type Inline } from "./parse-markdown";
import { RefChip } from "./ref-chip";

type Sources = ReadonlyMap<string, ChatSource>;
type Props = { text: string; projectId: string; sources: Sources };
type Where = Omit<Props, "text">;

/** A reply as React nodes: no HTML of a model ever reaches the page, and no address in it is fetched. */
export function Markdown({ text, ...where }: Props) {
  const origin = typeof window === "undefined" ? "http://localhost" : window.location.origin;
  return parseMarkdown(text, origin).map((block, index) => (
    <Fragment key={`${index} ${block.type}`}>{shownBlock(block, where)}</Fragment>
  ));
}

function shownBlock(block: Block, where: Where): ReactNode {
  if (block.type === "code")
    return (
      <Code block my="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {block.text}
      </Code>
    );
  if (block.type === "list")
    return (
      <List type={block.ordered ? "ordered" : "unordered"} my="xs" pr="md">
        {block.items.map((item, index) => (
          <List.Item key={index}>{item.map((each, at) => shown(each, { ...where, at }))}</List.Item>
        ))}
      </List>
    );
  return (
    <Text component="p" my="xs" fw={block.type === "heading" ? 600 : undefined}>
      {block.lines.map((line, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {line.map((each, at) => shown(each, { ...where, at }))}
        </Fragment>
      ))}
    </Text>
  );
}

function shown(part: Inline, { at, ...where }: Where & { at: number }): ReactNode {
  if (part.type === "text") return <Fragment key={at}>{part.text}</Fragment>;
  if (part.type === "code") return <Code key={at}>{part.text}</Code>;
  if (part.type === "ref") return <RefChip key={at} reference={part.ref} {...where} />;
  if (part.type === "link")
    return (
      <Link key={at} href={part.href}>
        {part.text}
      </Link>
    );
  const Element = part.type;
  return <Element key={at}>{part.children.map((child, index) => shown(child, { ...where, at: index }))}</Element>;
}
