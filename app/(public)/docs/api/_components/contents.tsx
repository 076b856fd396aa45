import type { GuidePart } from "@/lib/http/openapi/guide";
import type { Chapter } from "./chapters";
import classes from "./docs.module.css";

type Props = { guide: readonly GuidePart[]; chapters: Chapter[] };

/** Beside the text on wide screens, folded above it on small ones. */
export function Contents(props: Props) {
  return (
    <>
      <nav className={classes.beside} aria-label="Contents">
        <Links {...props} />
      </nav>
      <details className={classes.above}>
        <summary>Contents</summary>
        <nav aria-label="Contents, folded">
          <Links {...props} />
        </nav>
      </details>
    </>
  );
}

const Links = ({ guide, chapters }: Props) => (
  <ul>
    <li>
      <a href="#guide">What holds everywhere</a>
      <ul>
        {guide.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </li>
    {chapters.map(({ id, title, operations }) => (
      <li key={id}>
        <a href={`#${id}`}>{title}</a>
        <ul>
          {operations.map(({ operation: { operationId, summary } }) => (
            <li key={operationId}>
              <a href={`#${operationId}`}>{summary}</a>
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ul>
);
