import { Text, Title } from "@mantine/core";
import type { GuidePart } from "@/lib/http/openapi/guide";
import classes from "./docs.module.css";
import { Prose } from "./prose";

export function Guide({ parts }: { parts: readonly GuidePart[] }) {
  return (
    <section aria-labelledby="guide" className={classes.chapter}>
      <Title order={2} id="guide">
        What holds everywhere
      </Title>
      {parts.map(({ id, title, paragraphs }) => (
        <section key={id} aria-labelledby={id} className={classes.part}>
          <Title order={3} id={id}>
            <a href={`#${id}`} className={classes.anchor}>
              {title}
            </a>
          </Title>
          {paragraphs.map((text) => (
            <Text key={text} mt="xs">
              <Prose text={text} />
            </Text>
          ))}
        </section>
      ))}
    </section>
  );
}
